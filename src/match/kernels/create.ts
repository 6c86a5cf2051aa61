import { Int8Block } from './int8-block';
import { JsBlock } from './js-block';
import { isAvailable } from './modules';
import { KERNELS, type KernelName, type TemplateBlock } from './types';
import { WasmBlock } from './wasm-block';

/** An empty block that the kernel scans. RangeError for a dimension beyond 1…4096. */
export function createBlock(kernel: KernelName, dimension: number): TemplateBlock {
  switch (kernel) {
    case 'js-f32':
      return new JsBlock(dimension);
    case 'wasm-f32':
      return new WasmBlock(dimension);
    case 'wasm-int8':
      return new Int8Block(dimension, false);
    case 'wasm-int8-relaxed':
      return new Int8Block(dimension, true);
  }
}

/** Kernels that this browser can run. */
export function availableKernels(): KernelName[] {
  const needs = {
    'js-f32': null,
    'wasm-f32': 'f32',
    'wasm-int8': 'int8',
    'wasm-int8-relaxed': 'int8-relaxed',
  } as const;
  return KERNELS.filter((kernel) => {
    const wasm = needs[kernel];
    return wasm === null || isAvailable(wasm);
  });
}
