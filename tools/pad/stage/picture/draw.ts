import type { Light } from '../acting';
import type { Picture, Target } from './picture';

/** A sheet of triangles with a picture on it. */
export interface Sheet {
  /** (x, y, z), px of the frame. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** (x, y) in the picture, each 0…1; beyond, it is repeated mirrored. */
  readonly places: Float32Array;
  /** How much of the screen's light arrives at each vertex. */
  readonly light: Float32Array;
  readonly triangles: Uint16Array;
}

/** What a sheet looks like. */
export interface Finish {
  readonly picture: Picture;
  /** The room's light; what shines by itself has its own brightness here. */
  readonly room: Light;
  /** The screen's. */
  readonly screen: Light;
  /** 1 where the picture is not to be seen but the dark of a mouth. */
  readonly inside?: number;
  /** A camera's pixels against a screen's: waves by x and y of the picture, their strength, and the share of light that glass throws back. */
  readonly moire?: readonly [acrossX: number, acrossY: number, strength: number, glass: number];
}

const MOUTH: Light = [0.03, 0.008, 0.008];
/** Of light that grazes a surface. */
const GRAZING = 0.15;

export function clear({ light, depth }: Target): void {
  light.fill(0);
  depth.fill(Number.POSITIVE_INFINITY);
}

/** Adds a sheet to what a target shows; what is nearer hides it. */
export function draw(to: Target, sheet: Sheet, finish: Finish): void {
  const shades = shadesOf(sheet);
  const { triangles } = sheet;
  for (let t = 0; t < triangles.length; t += 3) {
    drawTriangle(to, sheet, shades, finish, triangles[t], triangles[t + 1], triangles[t + 2]);
  }
}

/** How much of the screen's light each vertex throws back: by the cosine to the camera, beside which the screen stands. */
function shadesOf({ normals, light }: Sheet): Float32Array {
  return Float32Array.from(light, (near, i) => {
    const length = Math.hypot(normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]) || 1;
    return near * (GRAZING + (1 - GRAZING) * Math.abs(normals[3 * i + 2] / length));
  });
}

function drawTriangle(
  to: Target,
  { positions, places }: Sheet,
  shades: Float32Array,
  finish: Finish,
  a: number,
  b: number,
  c: number,
): void {
  const [ax, ay, az] = [positions[3 * a], positions[3 * a + 1], positions[3 * a + 2]];
  const [bx, by, bz] = [positions[3 * b], positions[3 * b + 1], positions[3 * b + 2]];
  const [cx, cy, cz] = [positions[3 * c], positions[3 * c + 1], positions[3 * c + 2]];
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (area === 0) return;
  const { width, height, depth, light } = to;
  const { picture, room, screen, inside = 0, moire } = finish;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
  const right = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5;
    for (let x = left; x <= right; x++) {
      const px = x + 0.5;
      const ofB = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) / area;
      const ofC = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) / area;
      const ofA = 1 - ofB - ofC;
      if (ofA < 0 || ofB < 0 || ofC < 0) continue;
      const z = ofA * az + ofB * bz + ofC * cz;
      const i = y * width + x;
      if (z >= depth[i]) continue;
      const u = ofA * places[2 * a] + ofB * places[2 * b] + ofC * places[2 * c];
      const v = ofA * places[2 * a + 1] + ofB * places[2 * b + 1] + ofC * places[2 * c + 1];
      const solid = sample(picture, u, v);
      if (solid === 0) continue;
      depth[i] = z;
      const shade = ofA * shades[a] + ofB * shades[b] + ofC * shades[c];
      for (let channel = 0; channel < 3; channel++) {
        const albedo = sampled[channel] + inside * (MOUTH[channel] - sampled[channel]);
        const lit = albedo * (room[channel] + screen[channel] * shade);
        light[3 * i + channel] += solid * (lit - light[3 * i + channel]);
      }
      if (moire) addWaves(light, 3 * i, u, v, screen, moire);
    }
  }
}

/** What `sample` found: three numbers a pixel are too many to be made anew. */
const sampled = new Float32Array(3);

/** Between the four nearest pixels. Returns how solid it is. */
function sample({ width, height, light, solid }: Picture, u: number, v: number): number {
  const x = Math.min(width - 1.001, Math.max(0, mirrored(u) * width - 0.5));
  const y = Math.min(height - 1.001, Math.max(0, mirrored(v) * height - 0.5));
  const [column, row] = [x | 0, y | 0];
  const i = row * width + column;
  if (solid[i] === 0) return 0;
  const [right, down] = [x - column, y - row];
  const below = 3 * (i + width);
  for (let channel = 0; channel < 3; channel++) {
    const at = 3 * i + channel;
    const upper = light[at] + right * (light[at + 3] - light[at]);
    const lower = light[below + channel] + right * (light[below + channel + 3] - light[below + channel]);
    sampled[channel] = upper + down * (lower - upper);
  }
  return solid[i];
}

/** 0…1, there and back. */
function mirrored(place: number): number {
  const within = Math.abs(place) % 2;
  return within > 1 ? 2 - within : within;
}

function addWaves(
  light: Float32Array,
  at: number,
  u: number,
  v: number,
  screen: Light,
  [acrossX, acrossY, strength, glass]: NonNullable<Finish['moire']>,
): void {
  const phase = 2 * Math.PI * (acrossX * u + acrossY * v);
  const beat = Math.sin(5.1 * (acrossY * u + acrossX * v));
  for (let channel = 0; channel < 3; channel++) {
    // Stripes of three colours: each has another phase.
    light[at + channel] *= 1 + strength * beat * Math.sin(phase + 2.1 * channel);
    light[at + channel] += glass * screen[channel];
  }
}
