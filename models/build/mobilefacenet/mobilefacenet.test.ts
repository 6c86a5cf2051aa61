import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cosine } from '../../../src/match';
import type { EmbedderEntry } from '../../../src/protocol';
import { findPackage } from '../packages';
import { type BuiltModels, buildOnce, goldenInput } from '../testing';
import { convertMobileFaceNet } from './mobilefacenet';
import { findTwin, missingInTwin, runMobileFaceNet } from './testing';

const twin = await findTwin();
let models: BuiltModels;
let entry: EmbedderEntry;
let package_: readonly [model: string, weights: Uint8Array];

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  models = await buildOnce();
  const found = models.manifest.embedders.find(({ id }) => id === 'mobilefacenet-192');
  if (!found || 'optional' in found) throw new Error('it is not built in');
  entry = found;
  const { read } = await findPackage(entry.source);
  const [model = '', weights = ''] = entry.source.files;
  package_ = [new TextDecoder().decode(await read(model)), await read(weights)];
});
afterAll(() => models.remove());

/** [112, 112, 3] in the order of the package's graph, scaled as the manifest says. */
function inputPixels(): Float32Array {
  const { size, mean, scale } = entry.input;
  return goldenInput(3 * size * size).map((byte, i) => (byte - (mean[i % 3] ?? 0)) * scale);
}

/** [height, width, 3] → [3, height, width]. */
function toNchw(nhwc: Float32Array): Float32Array {
  const area = nhwc.length / 3;
  return Float32Array.from(nhwc, (_, i) => nhwc[(i % area) * 3 + Math.floor(i / area)] ?? 0);
}

function toNhwc(nchw: Float32Array): Float32Array {
  const area = nchw.length / 3;
  return Float32Array.from(nchw, (_, i) => nchw[(i % 3) * area + Math.floor(i / 3)] ?? 0);
}

/** @param faces [N, 3, 112, 112] */
async function embed(faces: Float32Array, model?: Uint8Array): Promise<Float32Array> {
  const { input, output, file } = entry;
  const session = await ort.InferenceSession.create(model ?? (await models.read(file)), {
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const count = faces.length / (3 * input.size * input.size);
  const shape = [count, 3, input.size, input.size];
  const result = await session.run({ [input.name]: new ort.Tensor('float32', faces, shape) });
  await session.release();
  expect(result[output.name]?.dims).toEqual([count, output.dimension]);
  return result[output.name]?.data as Float32Array;
}

it.each([
  ['in the graph’s order', (x: Float32Array) => x, [0.0055956, 0.538291, 0.3048783, -0.0090771]],
  ['in ONNX’s order', toNhwc, [-0.1284434, 0.7869861, 0.2161937, 0.1609634]],
])('gives the numbers of the network that was trained, for a picture %s', async (_, arrange, golden) => {
  const picture = arrange(inputPixels());
  const plain = runMobileFaceNet(...package_, picture);
  const exact = await embed(toNchw(picture), convertMobileFaceNet(...package_, true));
  for (const [i, value] of golden.entries()) {
    expect(plain[i]).toBeCloseTo(value, 5);
    expect(exact[i]).toBeCloseTo(value, 5);
  }
  expect(1 - cosine(exact, plain)).toBeLessThan(1e-9);
  // Of noise, bytes change more than of faces, whose cosines are 0.9995 and more.
  const stored = await embed(toNchw(picture));
  expect(1 - cosine(stored, plain)).toBeLessThan(1e-3);
  expect(Math.hypot(...stored) / Math.hypot(...plain)).toBeCloseTo(1, 1);
});

it('is not what the package’s graph gives as it is', () => {
  const plain = runMobileFaceNet(...package_, inputPixels());
  expect(cosine(plain, runMobileFaceNet(...package_, inputPixels(), false))).toBeLessThan(0.9);
});

it('gives each face of a batch its own template', async () => {
  const face = toNchw(inputPixels());
  const both = new Float32Array([...face, ...face.map((value) => -value)]);
  const { dimension } = entry.output;
  const batch = await embed(both);
  expect(cosine(batch.slice(0, dimension), await embed(face))).toBeCloseTo(1, 9);
  expect(cosine(batch.slice(dimension), await embed(face.map((value) => -value)))).toBeCloseTo(1, 9);
});

it('takes a quarter of the room of what it was made from', () => {
  expect(entry.file.bytes).toBeLessThan(package_[1].length / 4);
});

// A test that is skipped counts as a fault where nothing may be missing, and nothing here needs the twin.
if (twin !== undefined) {
  it('has the weights of its TFLite twin, and the sign of its PReLUs', () => {
    expect(missingInTwin(twin, ...package_)).toEqual([]);
  }, 60_000);
}
