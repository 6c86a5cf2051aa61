import { expect, it } from 'vitest';
import type { DetectedFace } from '../../protocol';
import type { DetectorNetwork } from '../../runtime';
import type { QuarterTurns, Raster } from '../raster';
import { findAll } from './find-all';
import { findLargest } from './find-largest';

/**
 * Real networks on real pictures are in test/e2e; here the networks' answers are given, to see which face is
 * chosen among them and what is asked in which order.
 */
const NEVER = new AbortController().signal;

function face(x: number, width: number, score: number): DetectedFace {
  const y = 50;
  const at = (dx: number, dy: number) => ({ x: x + dx * width, y: y + dy * width });
  return {
    box: { x, y, width, height: width },
    score,
    landmarks: {
      rightEye: at(0.3, 0.3),
      leftEye: at(0.7, 0.3),
      noseTip: at(0.5, 0.5),
      mouthCenter: at(0.5, 0.75),
      rightEarTragion: at(0.1, 0.4),
      leftEarTragion: at(0.9, 0.4),
    },
  };
}

function scattered(x: number, width: number, score: number): DetectedFace {
  const { landmarks, ...rest } = face(x, width, score);
  return {
    ...rest,
    landmarks: { ...landmarks, mouthCenter: landmarks.rightEye, noseTip: landmarks.leftEye },
  };
}

/** How the copy that was made last is turned. */
let shown: QuarterTurns = 0;

/** A picture of 250 × 250 whose copies remember nothing but their size. */
const raster = {
  width: 250,
  height: 250,
  copy: (_: unknown, width: number, height: number, turns: QuarterTurns = 0) => {
    shown = turns;
    return { width, height } as ImageData;
  },
} as unknown as Raster;

/** Answers on the whole picture, on the first closer look after that, and on every further one. */
function network(
  whole: readonly DetectedFace[],
  closer: readonly DetectedFace[] = [],
  further: readonly DetectedFace[] = closer,
) {
  const asked: number[] = [];
  let looks = 0;
  const detect: DetectorNetwork['detect'] = async ({ width }) => {
    asked.push(width);
    if (width === 250) looks = 0;
    if (width === 250 || width === 192) return [...whole];
    looks += 1;
    return looks === 1 ? [...closer] : [...further];
  };
  return { asked, network: { detect, selfTest: async () => new Float32Array() } };
}

async function choose(
  short: ReturnType<typeof network>,
  full = network([]),
): Promise<DetectedFace | undefined> {
  return findLargest(raster, { shortRange: short.network, fullRange: async () => full.network }, NEVER);
}

it('takes the largest face with a single look when it is certain', async () => {
  const short = network([face(20, 90, 0.95), face(120, 110, 0.85)]);
  expect((await choose(short))?.box.x).toBe(120);
  expect(short.asked).toEqual([250]);
});

it('counts what shows: a face cut off at the border loses against a whole one', async () => {
  const chosen = await choose(network([face(60, 100, 0.9), face(190, 120, 0.9)]));
  expect(chosen?.box.x).toBe(60);
});

/** A face of 120 px at (60, 50) on the closer look, twice as large: 240 px shown on 128, the face in its middle. */
function inLook(score: number, make = face): DetectedFace {
  const { box, landmarks } = make(60, 120, score);
  const k = 128 / 240;
  const move = ({ x, y }: { x: number; y: number }) => ({ x: x * k, y: (y + 10) * k });
  return {
    box: { ...move(box), width: 120 * k, height: 120 * k },
    score,
    landmarks: Object.fromEntries(
      Object.entries(landmarks).map(([name, point]) => [name, move(point)]),
    ) as DetectedFace['landmarks'],
  };
}

/** A face of that width at (60, 50) as the full-range model sees it around: three times as much, shown on 192. */
function around(score: number, width = 120): DetectedFace {
  const { box, landmarks } = face(60, width, score);
  const k = 64 / width;
  const move = ({ x, y }: { x: number; y: number }) => ({
    x: (x - 60 + width) * k,
    y: (y - 50 + width) * k,
  });
  return {
    box: { ...move(box), width: 64, height: 64 },
    score,
    landmarks: Object.fromEntries(
      Object.entries(landmarks).map(([name, point]) => [name, move(point)]),
    ) as DetectedFace['landmarks'],
  };
}

it('a doubtful find must be twice as large to count for more than a certain one', async () => {
  const chosen = await choose(network([face(10, 100, 0.9), face(120, 115, 0.6)]));
  expect(chosen?.box.x).toBe(10);
});

it('believes a doubtful find only when it has a face’s shape on a second look', async () => {
  const find = face(60, 120, 0.7);
  expect((await choose(network([find], [inLook(0.9)])))?.score).toBeCloseTo(0.9);
  expect(await choose(network([find], [inLook(0.9, scattered)]))).toBeUndefined();
  expect(await choose(network([find], []))).toBeUndefined();
});

it('believes a weak find only with the full-range model, and a turned copy only with a certain look', async () => {
  const weak = (again: number) => network([face(60, 120, 0.62)], [inLook(again)]);
  expect(await choose(weak(0.9))).toBeUndefined();
  expect(await choose(weak(0.7), network([around(0.69)]))).toBeUndefined();
  expect((await choose(weak(0.7), network([around(0.71)])))?.score).toBe(0.7);
  for (const [score, found] of [
    [0.79, false],
    [0.81, true],
  ] as const) {
    const turned = network([face(60, 120, 0.7)], [inLook(score)]);
    const copies: DetectorNetwork['detect'] = async (picture) =>
      shown === 0 ? [] : turned.network.detect(picture);
    const detectors = {
      shortRange: { ...turned.network, detect: copies },
      fullRange: async () => network([]).network,
    };
    expect((await findLargest(raster, detectors, NEVER)) !== undefined, String(score)).toBe(found);
  }
});

it('believes a likely find with a certain second look, else at two scales or with the full-range model', async () => {
  // What fills half of the second look fills a third of the one from farther away.
  const likely = (again: number, farther = 0) =>
    network([face(60, 120, 0.7)], [inLook(again)], farther > 0 ? [inLook(farther)] : []);
  expect((await choose(likely(0.81)))?.score).toBe(0.81);
  expect(await choose(likely(0.79))).toBeUndefined();
  expect(await choose(likely(0.79, 0.59))).toBeUndefined();
  expect((await choose(likely(0.79, 0.61)))?.score).toBe(0.79);
  expect(await choose(likely(0.74, 0.79))).toBeUndefined();
  expect((await choose(likely(0.74), network([around(0.61)])))?.score).toBe(0.74);
});

it('believes a small certain find only when one of the models sees it again', async () => {
  const small = (...again: DetectedFace[]) => network([face(60, 60, 0.9)], again);
  const look = (score: number) => inLook(score, (x, _, s) => face(x, 120, s));
  expect(await choose(small())).toBeUndefined();
  expect(await choose(small(look(0.62)))).toBeUndefined();
  expect((await choose(small(look(0.64))))?.score).toBe(0.64);
  expect((await choose(small(), network([around(0.61, 60)])))?.score).toBe(0.9);
});

it('believes the full-range model alone from 0.8 on, and below with a good second look', async () => {
  const inTile = (score: number) => {
    const { box, landmarks } = face(60, 120, score);
    const k = 192 / 250;
    const move = ({ x, y }: { x: number; y: number }) => ({ x: x * k, y: y * k });
    const moved = Object.fromEntries(Object.entries(landmarks).map(([name, point]) => [name, move(point)]));
    return {
      box: { ...move(box), width: 120 * k, height: 120 * k },
      score,
      landmarks: moved,
    } as DetectedFace;
  };
  const [blind, good, poor] = [[], [inLook(0.76)], [inLook(0.7)]].map((closer) => () => network([], closer));
  expect((await choose(blind(), network([inTile(0.81)])))?.score).toBe(0.81);
  expect(await choose(blind(), network([inTile(0.79)]))).toBeUndefined();
  expect((await choose(poor(), network([inTile(0.71)])))?.score).toBe(0.7);
  expect(await choose(poor(), network([inTile(0.69)]))).toBeUndefined();
  expect((await choose(good(), network([inTile(0.65)])))?.score).toBe(0.76);
  expect(await choose(poor(), network([inTile(0.65)]))).toBeUndefined();
});

it('looks at the whole picture with the full-range model, turned copies and tiles before it gives up', async () => {
  const [short, full] = [network([]), network([])];
  expect(await choose(short, full)).toBeUndefined();
  // Its own looks and those of the search for all faces, each upright and turned three ways.
  expect(short.asked).toEqual(Array(8).fill(250));
  // The whole picture, then 3 × 3 tiles of 125 px; tiles of 63 px would show nothing new. Then whole and 2 × 2 tiles, four ways.
  expect(full.asked).toHaveLength(10 + 4 * 5);
});

it('takes what the search for all faces finds in a turned copy, where its own tiles show nothing', async () => {
  const [short, full] = [network([]), network([])];
  const detect: DetectorNetwork['detect'] = async (picture) => {
    const seen = await full.network.detect(picture);
    return shown === 1 ? [face(40, 40, 0.9)] : seen;
  };
  const detectors = { shortRange: short.network, fullRange: async () => ({ ...full.network, detect }) };
  const found = await findLargest(raster, detectors, NEVER);
  expect(found?.score).toBe(0.9);
  expect(found).toEqual((await findAll(raster, detectors, NEVER))[0]);
});

it('ignores faces of a few pixels', async () => {
  expect(await choose(network([face(50, 15, 0.95)]))).toBeUndefined();
});
