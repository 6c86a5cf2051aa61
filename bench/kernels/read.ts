import { WASM } from './wasm.generated';

/** Reads that many bytes, a multiple of 64, from that address on, as fast as one stream of SIMD loads can. */
export function createReader(memory: WebAssembly.Memory): (at: number, bytes: number) => number {
  const bytes = Uint8Array.from(atob(WASM.read), (character) => character.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return instance.exports.read as (at: number, bytes: number) => number;
}
