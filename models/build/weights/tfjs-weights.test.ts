import { describe, expect, it } from 'vitest';
import { dequantize, readWeights, zeroPoint } from './tfjs-weights';

const scale = 0.5;
const manifest = JSON.stringify([
  {
    weights: [
      { name: 'plain', shape: [2], dtype: 'float32' },
      { name: 'bytes', shape: [1, 3], dtype: 'float32', quantization: { dtype: 'uint8', scale, min: -1 } },
    ],
  },
]);
const bytes = Buffer.concat([Buffer.from(Float32Array.of(0.25, -3).buffer), Buffer.of(0, 2, 255)]);

it('reads tensors one after the other, wherever the file lies in its buffer', () => {
  const shifted = Buffer.concat([Buffer.of(9), bytes]).subarray(1);
  const weights = readWeights(manifest, shifted);
  expect([...weights].map(([name, tensor]) => [name, [...dequantize(tensor)]])).toEqual([
    ['plain', [0.25, -3]],
    ['bytes', [-1, 0, 126.5]],
  ]);
});

it('refuses a file of another length', () => {
  expect(() => readWeights(manifest, bytes.subarray(1))).toThrow();
  expect(() => readWeights(manifest, Buffer.concat([bytes, bytes]))).toThrow('22 bytes');
});

describe('zeroPoint', () => {
  it('is the byte that means 0', () => {
    expect(zeroPoint({ scale, min: -1 })).toBe(2);
  });
  it.each([-1.1, 0.5, -128])('refuses a minimum of %d, with which no byte means 0', (min) => {
    expect(() => zeroPoint({ scale, min })).toThrow('no byte means 0');
  });
});
