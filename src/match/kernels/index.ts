export { chooseKernel, type KernelChoice } from './choose';
export { availableKernels, createBlock } from './create';
export { topK } from './top-k';
export type { KernelName, TemplateBlock } from './types';
export { WasmBlock } from './wasm-block';
