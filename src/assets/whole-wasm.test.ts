import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { wrongInWasm } from './whole-wasm';

const PACKAGE = resolve(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm');
const module = readFileSync(join(PACKAGE, 'wasm-out/tfjs-backend-wasm-simd.wasm'));

it('takes a whole module, and no part of one', () => {
  expect(wrongInWasm(module)).toBeUndefined();
  for (let length = 0; length < 4; length++)
    expect(wrongInWasm(module.subarray(0, length))).toBe('is no WebAssembly');
  for (const length of [4, 7, 9, 10, 11, 100, module.length >> 1, module.length - 1])
    expect(wrongInWasm(module.subarray(0, length)), `${length} bytes`).toBe('is cut off');
});

it('takes nothing else', () => {
  expect(wrongInWasm(new TextEncoder().encode('<!doctype html>'))).toBe('is no WebAssembly');
  expect(wrongInWasm(new Uint8Array([0, 0x61, 0x73, 0x6d, ...new Array(40).fill(0xff)]))).toBe('is cut off');
});
