import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeshEntry } from '../../../src/protocol';
import { findPackage } from '../packages';
import { type BuiltModels, buildOnce, goldenInput } from '../testing';
import { readTflite } from '../tflite';
import { interpret } from '../tflite/testing';
import { unpack } from './packed';

let models: BuiltModels;
let entry: MeshEntry;
let packed: Uint8Array;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  models = await buildOnce();
  if (models.manifest.mesh === undefined) throw new Error('the build made no face mesh');
  entry = models.manifest.mesh;
  packed = await (await findPackage(entry.source)).read(entry.source.files[0] ?? '');
});
afterAll(() => models.remove());

/** [height, width, 3] → [3, height, width]. */
function toNchw(nhwc: Float32Array): Float32Array {
  const area = nhwc.length / 3;
  return Float32Array.from(nhwc, (_, i) => nhwc[(i % area) * 3 + Math.floor(i / area)] ?? 0);
}

it('gives the numbers of the original, run in plain loops', async () => {
  const { input, output, file } = entry;
  const picture = goldenInput(3 * input.size ** 2).map((byte) => byte * input.scale);
  const outputs = interpret(readTflite(unpack(packed, 'network')), picture);
  const [points, flag] = [1404, 1].map(
    (count) => outputs.find(({ data }) => data.length === count)?.data ?? [],
  );
  [99.36552, 114.88088, -12.86267, 100.31904].forEach((value, i) => {
    expect(points?.[i]).toBeCloseTo(value, 3);
  });
  expect(flag?.[0]).toBeCloseTo(-7.79449, 3);

  const session = await ort.InferenceSession.create(await models.read(file));
  const tensor = new ort.Tensor('float32', toNchw(picture), [1, 3, input.size, input.size]);
  const result = await session.run({ [input.name]: tensor });
  await session.release();
  expect(result[output.name]?.dims).toEqual([1, output.dimension]);
  const found = result[output.name]?.data as Float32Array;
  const expected = [...(points ?? []), ...(flag ?? [])];
  // Pixels of the input; adding in another order moves them by a few thousandths.
  expect(Math.max(...expected.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN))))).toBeLessThan(
    5e-3,
  );
});

it('takes no more room than what it was made from', () => {
  expect(entry.file.bytes).toBeLessThan(unpack(packed, 'network').length);
});

it('has a canonical face that is its own mirror image, with weights of pairs alike', async () => {
  const { buffer } = await models.read(entry.canonical);
  const numbers = new Float32Array(buffer);
  expect(numbers).toHaveLength(4 * 468);
  const points = Array.from({ length: 468 }, (_, i) => [...numbers.subarray(4 * i, 4 * i + 4)]);
  for (const [x = 0, y = 0, z = 0, weight = 0] of points) {
    const twin = points.find(
      ([a = 0, b = 0, c = 0, w = 0]) => Math.hypot(a + x, b - y, c - z) < 1e-3 && Math.abs(w - weight) < 1e-6,
    );
    expect(twin, `${x}, ${y}, ${z}`).toBeDefined();
  }
  // Nose tip before the eyes, chin below them, the subject's left eye at the right.
  const [nose = [], rightEye = [], leftEye = [], chin = []] = [1, 33, 263, 152].map((i) => points[i]);
  expect(nose[2]).toBeLessThan(rightEye[2] ?? 0);
  expect(chin[1]).toBeGreaterThan(rightEye[1] ?? 0);
  expect(leftEye[0]).toBeGreaterThan(rightEye[0] ?? 0);
  expect(points.filter(([, , , weight = 0]) => weight > 0)).toHaveLength(33);
});
