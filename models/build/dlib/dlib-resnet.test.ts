import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cosine } from '../../../src/match';
import type { EmbedderEntry } from '../../../src/protocol';
import { findPackage } from '../packages';
import { type BuiltModels, buildOnce, goldenInput } from '../testing';
import { useBackend } from '../testing/tfjs';
import { readWeights } from '../weights';
import { type Ranges, rangeOf, toQuantization } from './ranges';
import measured from './ranges.json' with { type: 'json' };
import { runDlibResnet } from './testing';

/** onnxruntime widens the weights at load instead of at each run; the numbers must be the same. */
const WIDEN_AT_LOAD: ort.InferenceSession.SessionOptions = { extra: { session: { disable_quant_qdq: '1' } } };

let models: BuiltModels;
let entry: EmbedderEntry;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  models = await buildOnce();
  const found = models.manifest.embedders.find(({ id }) => id === 'dlib-resnet-v1-int8');
  if (!found || 'optional' in found) throw new Error('it is not built in');
  entry = found;
});
afterAll(() => models.remove());

/** [3, 150, 150], normalised as the manifest says. */
function inputOf({ input: { size, mean, scale } }: EmbedderEntry): Float32Array {
  const area = size * size;
  return goldenInput(3 * area).map((byte, i) => (byte - (mean[Math.floor(i / area)] ?? 0)) * scale);
}

/** @param batch faces one after the other */
async function embed(batch: Float32Array): Promise<Float32Array> {
  const { input, output, file } = entry;
  const session = await ort.InferenceSession.create(await models.read(file), WIDEN_AT_LOAD);
  const shape = [batch.length / (3 * input.size * input.size), 3, input.size, input.size];
  const result = await session.run({ [input.name]: new ort.Tensor('float32', batch, shape) });
  await session.release();
  expect(result[output.name]?.dims).toEqual([shape[0], output.dimension]);
  return result[output.name]?.data as Float32Array;
}

/** The unfolded network on that input. */
async function reference(round?: Parameters<typeof runDlibResnet>[2]): Promise<Float32Array> {
  await useBackend('wasm');
  const { read } = await findPackage(entry.source);
  const [manifest = '', bytes = ''] = entry.source.files;
  const weights = readWeights(new TextDecoder().decode(await read(manifest)), await read(bytes));
  const nchw = tf.tensor4d(inputOf(entry), [1, 3, entry.input.size, entry.input.size]);
  return (await runDlibResnet(weights, tf.transpose(nchw, [0, 2, 3, 1]), round).data()) as Float32Array;
}

it('is compared with the network that dlib describes', async () => {
  const template = await reference();
  [-0.02959, 0.154998, 0.066744, -0.040071].forEach((value, index) => {
    expect(template[index]).toBeCloseTo(value, 5);
  });
  expect(Math.hypot(...template)).toBeCloseTo(1.332257, 5);
});

/** To the nearest of the 256 values that a range has, or to its end. */
function toByte(name: string, activation: tf.Tensor4D): tf.Tensor4D {
  const { scale, zero } = toQuantization(rangeOf(measured.ranges as unknown as Ranges, name));
  const stored = tf.clipByValue(tf.add(tf.round(tf.div(activation, scale)), zero), 0, 255);
  return tf.mul(tf.sub(stored, zero), scale);
}

it('gives what the unfolded network gives with every activation rounded to a byte', async () => {
  const template = await embed(inputOf(entry));
  const rounded = await reference(toByte);
  expect(1 - cosine(template, rounded)).toBeLessThan(2e-4);
  // Rounding itself changes several times as much.
  expect(1 - cosine(rounded, await reference())).toBeGreaterThan(2e-3);
});

it('gives each face of a batch its own template', async () => {
  const face = inputOf(entry);
  const other = face.map((value) => -value);
  const both = new Float32Array(2 * face.length);
  both.set(face);
  both.set(other, face.length);
  const batch = await embed(both);
  const { dimension } = entry.output;
  expect(cosine(batch.slice(0, dimension), await embed(face))).toBeCloseTo(1, 9);
  expect(cosine(batch.slice(dimension), await embed(other))).toBeCloseTo(1, 9);
});

it('keeps the weights as bytes', () => {
  expect(entry.file.bytes).toBeLessThan(5.7e6);
});
