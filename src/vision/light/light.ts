import type { Pixels } from '../../pixels';
import type { FaceLight, FaceMesh, Point, Rgb } from '../../protocol';
import { enlargement, type Raster } from '../raster';

/** Edge of the copy that is measured, px, and what it spans, in widths of the face. */
const EDGE_PX = 96;
const SPAN = 3.2;

/** Points of the mesh about which skin is measured, away from brows, eyes, lips and hair. */
const PLACES = { forehead: [151, 108, 337], cheeks: [50, 205, 280, 425], nose: [195, 5] } as const;
/** Radius of a place, in widths of the face. */
const RADIUS = 0.06;

/** The sides of the face, its top and its chin. */
const [RIGHT, LEFT, TOP, CHIN] = [234, 454, 10, 152];

/** Half axes of the ellipse about the head that is no background: hair, ears and their shadows; in widths and heights of the face. */
const HEAD = { across: 0.95, up: 1.05 } as const;
/** Fewer pixels say nothing of the surroundings. */
const LEAST_RING_PX = 80;

/** Values from which a channel may be clipped. */
const CLIPPED = 250;

/** Of a byte of sRGB, linear, 0…1. */
const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Mean colours of the face's skin, and of what surrounds the head. `points` as in `FaceMesh`, px of the full picture. */
export function lightOf(raster: Raster, { points }: Pick<FaceMesh, 'points'>): FaceLight {
  const by = enlargement(raster);
  const at = (i: number): Point => ({ x: points[3 * i] / by, y: points[3 * i + 1] / by });
  const [right, left, top, chin] = [RIGHT, LEFT, TOP, CHIN].map(at);
  const width = Math.max(1, Math.hypot(left.x - right.x, left.y - right.y));
  const height = Math.max(1, Math.hypot(top.x - chin.x, top.y - chin.y));
  const middle = { x: (top.x + chin.x) / 2, y: (top.y + chin.y) / 2 };
  const edge = SPAN * Math.max(width, height / 1.3);
  const region = { x: middle.x - edge / 2, y: middle.y - edge / 2, width: edge, height: edge };
  const copy = raster.copy(region, EDGE_PX, EDGE_PX);
  const scale = EDGE_PX / edge;
  const inCopy = ({ x, y }: Point): Point => ({ x: (x - region.x) * scale, y: (y - region.y) * scale });

  const skin = (place: readonly number[]): Rgb => {
    const middles = place.map((i) => inCopy(at(i)));
    const reach = Math.max(1, RADIUS * width * scale) ** 2;
    const of = (x: number, y: number) => middles.some((p) => (x - p.x) ** 2 + (y - p.y) ** 2 <= reach);
    return meanOf(copy, of)?.mean ?? [0, 0, 0];
  };

  // What lies outside the picture is black, and no background.
  const from = inCopy({ x: 0, y: 0 });
  const to = inCopy({ x: raster.width, y: raster.height });
  const [centre, lowest] = [inCopy(middle), inCopy(chin).y];
  const ring = meanOf(copy, (x, y) => {
    if (x < from.x + 1 || y < from.y + 1 || x > to.x - 1 || y > to.y - 1 || y > lowest) return false;
    const across = (x - centre.x) / (HEAD.across * width * scale);
    const up = (y - centre.y) / (HEAD.up * height * scale);
    return across ** 2 + up ** 2 > 1;
  });
  return {
    forehead: skin(PLACES.forehead),
    cheeks: skin(PLACES.cheeks),
    nose: skin(PLACES.nose),
    background: ring && ring.pixels >= LEAST_RING_PX ? ring.mean : null,
  };
}

/** Of the pixels whose centres are chosen and that are not clipped; undefined where there is none. */
function meanOf(
  { data, width, height }: Pixels,
  chosen: (x: number, y: number) => boolean,
): { readonly mean: Rgb; readonly pixels: number } | undefined {
  const sum: [number, number, number] = [0, 0, 0];
  let pixels = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 4 * (y * width + x);
      if (Math.max(data[i], data[i + 1], data[i + 2]) >= CLIPPED || !chosen(x + 0.5, y + 0.5)) continue;
      for (const channel of [0, 1, 2] as const) sum[channel] += LINEAR[data[i + channel]];
      pixels += 1;
    }
  }
  return pixels === 0 ? undefined : { mean: [sum[0] / pixels, sum[1] / pixels, sum[2] / pixels], pixels };
}
