import * as ort from 'onnxruntime-web/wasm';
import { expect } from 'vitest';
import { convertOpenvino } from '..';
import { type LayerSpec, writeIr } from './ir-writer';
import { type Nchw, perValue } from './nchw';

/** Numbers on both sides of 0 that half precision holds exactly, in an order without a pattern of the layers'. */
export function numbers(count: number, seed = 1): number[] {
  return Array.from({ length: count }, (_, i) => (((i + seed) * 7919) % 61) / 16 - 1.875);
}

export function picture(batch = 1): Nchw {
  return { shape: [batch, 4, 6, 5], data: numbers(batch * 4 * 6 * 5, 3) };
}
export const X = picture();

async function run(
  onnx: Uint8Array,
  { shape, data }: Nchw,
): Promise<{ dims: readonly number[]; data: number[] }> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(onnx);
  const result = await session.run({ input: new ort.Tensor('float32', Float32Array.from(data), shape) });
  await session.release();
  const output = result.template;
  return { dims: output?.dims ?? [], data: [...((output?.data as Float32Array) ?? [])] };
}

/** Converts, runs on `x`, and compares with the reference. */
export async function expectSame(
  version: number,
  layers: readonly LayerSpec[],
  expected: readonly number[],
  x = X,
) {
  const { xml, bin } = writeIr(version, layers);
  const { dims, data } = await run(convertOpenvino(xml, bin), x);
  expect(dims).toEqual([x.shape[0], expected.length / x.shape[0]]);
  for (const [i, value] of data.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 4);
}

export const average = { kernel: [3, 2], strides: [2, 2], pads: [1, 1, 1, 0] } as const;
export const averageData = { kernel: '3,2', strides: '2,2', pads_begin: '1,1', pads_end: '1,0' };
export const wide = { kernel: [3, 3], strides: [2, 1], pads: [1, 2, 0, 1], dilations: [1, 2] } as const;
export const wideData = { strides: '2,1', pads_begin: '1,2', pads_end: '0,1', dilations: '1,2' };
export const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
export const prelu = (slopes: readonly number[]) =>
  perValue(X, (value, c) => (value < 0 ? value * slopes[c % slopes.length] : value)).data;
