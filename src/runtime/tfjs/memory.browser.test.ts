import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startTfjs } from './tfjs';

it('a step that finds no memory fails instead of writing over other numbers', async () => {
  await startTfjs('wasm', new URL('/dist/assets/', location.href).href);
  const wasm = Reflect.get(tf.backend(), 'wasm') as { _malloc(bytes: number): number };
  // More than any memory of 32 bits has beside what is in it.
  const tooMuch = 2 ** 32 - 65_536;
  const fails = expect.objectContaining({ code: 213, data: { kind: 'out_of_memory' } });
  for (let times = 0; times < 2; times++) expect(() => wasm._malloc(tooMuch)).toThrow(fails);
  expect(await tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1)).data()).toEqual(Float32Array.of(2, 3));
});
