import { expect, it } from 'vitest';
import { availableKernels, chooseKernel } from '.';
import { testKernels } from './testing';
import { WASM } from './wasm.generated';

const relaxed = WebAssembly.validate(Buffer.from(WASM['int8-relaxed'], 'base64'));

testKernels(['js-f32', 'wasm-f32', 'wasm-int8', ...(relaxed ? (['wasm-int8-relaxed'] as const) : [])]);

it('the kernels are small', () => {
  const bytes = Object.values(WASM).reduce((sum, text) => sum + Buffer.from(text, 'base64').length, 0);
  expect(bytes).toBeLessThan(6 * 1024);
});

it('chooses one that is there, and says why', () => {
  const { kernel, reason, measured } = chooseKernel();
  expect(measured.map((each) => each.kernel)).toEqual(availableKernels());
  expect(availableKernels()).toContain(kernel);
  expect(reason).not.toBe('');
});
