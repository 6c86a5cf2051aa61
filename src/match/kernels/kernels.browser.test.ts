import { testKernels } from './testing';

testKernels(['js-f32', 'wasm-f32', 'wasm-int8', 'wasm-int8-relaxed']);
