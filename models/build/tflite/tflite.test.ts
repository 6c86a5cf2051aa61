import { expect, it } from 'vitest';
import { findPackage } from '../packages';
import { type Operator, readTflite } from './tflite';

const source = { package: '@mediapipe/face_detection', version: '', files: [], license: '' };

it('reads every operator of the short-range detector', async () => {
  const { read } = await findPackage(source);
  const { operators, tensors, inputs, outputs } = readTflite(await read('face_detection_short_range.tflite'));
  const counts: Partial<Record<Operator['kind'], number>> = {};
  for (const { kind } of operators) counts[kind] = (counts[kind] ?? 0) + 1;
  expect(counts).toEqual({
    DEQUANTIZE: 74,
    CONV_2D: 21,
    DEPTHWISE_CONV_2D: 16,
    ADD: 16,
    RELU: 17,
    MAX_POOL_2D: 3,
    PAD: 11,
    RESHAPE: 4,
    CONCATENATION: 2,
  });
  expect(inputs.map((index) => tensors[index]?.shape)).toEqual([[1, 128, 128, 3]]);
  expect(outputs.map((index) => tensors[index]?.shape)).toEqual([
    [1, 896, 16],
    [1, 896, 1],
  ]);
});

it('names the operator it does not know', async () => {
  const { read } = await findPackage(source);
  const sparse = await read('face_detection_full_range_sparse.tflite');
  expect(() => readTflite(sparse)).toThrow('TFLite: operator 124');
});

it('refuses a file of another format', () => {
  expect(() => readTflite(new Uint8Array(64))).toThrow('TFL3');
});
