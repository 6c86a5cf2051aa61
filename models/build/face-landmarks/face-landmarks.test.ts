import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPackage } from '../packages';
import { type BuiltModels, buildOnce, goldenInput } from '../testing';
import { useBackend } from '../testing/tfjs';
import { readWeights } from '../weights';
import { runFaceLandmarks } from './testing';

let models: BuiltModels;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  models = await buildOnce();
});
afterAll(() => models.remove());

it('gives the numbers of the network run with TensorFlow.js, for an odd input', async () => {
  const { input, output, file, source } = models.manifest.landmarker;
  const { size, mean, scale } = input;
  const area = size * size;
  const values = goldenInput(3 * area).map((byte, i) => (byte - (mean[Math.floor(i / area)] ?? 0)) * scale);

  const session = await ort.InferenceSession.create(await models.read(file), {
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const result = await session.run({ [input.name]: new ort.Tensor('float32', values, [1, 3, size, size]) });
  await session.release();
  expect(result[output.name]?.dims).toEqual([1, 136]);
  const points = result[output.name]?.data as Float32Array;

  await useBackend('cpu');
  const installed = await findPackage(source);
  const [manifest = '', weights = ''] = source.files;
  const stored = readWeights(
    new TextDecoder().decode(await installed.read(manifest)),
    await installed.read(weights),
  );
  const expected = tf.tidy(() => {
    const picture = tf.transpose(tf.tensor4d(values, [1, 3, size, size]), [0, 2, 3, 1]);
    return runFaceLandmarks(stored, picture).dataSync();
  });
  expect(Math.hypot(...expected)).toBeGreaterThan(1);
  for (const [i, value] of expected.entries()) expect(points[i]).toBeCloseTo(value, 4);
});
