/** Where a network runs. */
export type Backend = 'wasm' | 'webgpu';
