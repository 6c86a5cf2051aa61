import { expect, it } from 'vitest';
import type { Box, DetectedFace } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import type { QuarterTurns, Raster } from '../raster';
import { findAll } from './find-all';

/** Real networks on real pictures are in test/e2e; here they are played, to see what is asked and what is believed. */
const never = new AbortController().signal;

/** What both networks see at a place of the picture, with the scores of each. */
interface Played {
  /** Square, in picture pixels. */
  readonly box: Box;
  readonly full: number;
  readonly short: number;
}

function played(x: number, y: number, width: number, full: number, short: number): Played {
  return { box: { x, y, width, height: width }, full, short };
}

interface Asked {
  readonly region: Box;
  readonly turns: QuarterTurns;
}

/** An upright picture of 1200 × 900; both networks see a face when it shows at 16 px or more, whole and upright. */
function picture(faces: readonly Played[], abortAfter = Number.POSITIVE_INFINITY) {
  const asked = { short: [] as Asked[], full: [] as Asked[] };
  const controller = new AbortController();
  let last: Asked = { region: { x: 0, y: 0, width: 0, height: 0 }, turns: 0 };
  const copy = (region: Box, width: number, height: number, turns: QuarterTurns = 0) => {
    last = { region, turns };
    return { width, height } as ImageData;
  };
  const network = (kind: 'short' | 'full', inputPx: number) => ({
    selfTest: async () => new Float32Array(),
    detect: async ({ width }: ImageData) => {
      const { region, turns } = last;
      asked[kind].push(last);
      if (asked.full.length >= abortAfter) controller.abort();
      const visible = ({ box, [kind]: score }: Played) =>
        turns === 0 &&
        score > 0 &&
        (box.width / region.width) * inputPx >= 16 &&
        box.x >= region.x &&
        box.y >= region.y &&
        box.x + box.width <= region.x + region.width &&
        box.y + box.height <= region.y + region.height;
      return faces.filter(visible).map((face) => seen(face.box, face[kind], region, width / region.width));
    },
  });
  const [shortRange, full] = [network('short', 128), network('full', 192)];
  const raster = { width: 1200, height: 900, copy } as unknown as Raster;
  const find = (signal = never) => findAll(raster, { shortRange, fullRange: async () => full }, signal);
  return { asked, find, signal: controller.signal };
}

function seen(box: Box, score: number, region: Box, scale: number): DetectedFace {
  const [x, y, size] = [(box.x - region.x) * scale, (box.y - region.y) * scale, box.width * scale];
  const places: Record<string, [number, number]> = {
    rightEye: [0.3, 0.3],
    leftEye: [0.7, 0.3],
    noseTip: [0.5, 0.5],
    mouthCenter: [0.5, 0.75],
  };
  return {
    box: { x, y, width: size, height: size },
    score,
    landmarks: landmarks((name) => {
      const [dx, dy] = places[name] ?? [0.5, 0.4];
      return { x: x + dx * size, y: y + dy * size };
    }),
  };
}

it('finds a portrait with one look of each network', async () => {
  const { asked, find } = picture([played(300, 200, 450, 0.9, 0.9)]);
  expect(await find()).toHaveLength(1);
  expect(asked.short).toHaveLength(1);
  expect(asked.full).toHaveLength(1);
});

it('finds each face of a group once, the largest visible first, and spends no fine tiles on large faces', async () => {
  const { asked, find } = picture([played(100, 300, 110, 0.9, 0.9), played(500, 300, 120, 0.7, 0.8)]);
  expect((await find()).map(({ box }) => Math.round(box.x))).toEqual([500, 100]);
  expect(asked.full).toHaveLength(7);
});

it('goes on to finer tiles for small faces', async () => {
  const sizes = [60, 38, 22];
  const { asked, find } = picture(sizes.map((size, i) => played(100 + 300 * i, 300, size, 0.9, 0.9)));
  expect((await find()).map(({ box }) => Math.round(box.width))).toEqual(sizes);
  expect(asked.full).toHaveLength(69);
});

it('believes a find only when one of the networks is certain', async () => {
  const { find } = picture([
    played(100, 300, 100, 0.9, 0),
    played(300, 300, 100, 0.7, 0.8),
    played(500, 300, 100, 0.7, 0.7),
    played(700, 300, 100, 0.7, 0),
  ]);
  expect((await find()).map(({ box }) => Math.round(box.x)).sort()).toEqual([100, 300]);
});

it('tries turned copies at coarse scales before it says that nobody is there', async () => {
  const { asked, find } = picture([]);
  expect(await find()).toEqual([]);
  expect(asked.short.map(({ turns }) => turns)).toEqual([0, 1, 3, 2]);
  // Whole picture and six tiles each way, then twenty finer ones upright.
  expect(asked.full).toHaveLength(4 * 7 + 20);
  expect(asked.full.slice(-20).every(({ turns }) => turns === 0)).toBe(true);
});

it('stops between two tiles when it is aborted', async () => {
  const { asked, find, signal } = picture([], 10);
  await expect(find(signal)).rejects.toThrow(/abort/i);
  expect(asked.full).toHaveLength(10);
});

it('looks at nothing when no face has room', async () => {
  const strip = { width: 4000, height: 8 } as Raster;
  const detectors = { shortRange: { detect: fail, selfTest: fail }, fullRange: fail };
  expect(await findAll(strip, detectors, never)).toEqual([]);
});

function fail(): never {
  throw new Error('nothing should be looked at');
}
