import { WASM } from './wasm.generated';

export interface F32Module {
  scan(row: number, probe: number, out: number, count: number, stride: number): void;
}

export interface PickModule {
  pick(numbers: number, count: number, least: number, places: number): number;
}

export interface QuantiseModule {
  quantise(row: number, q: number, scale: number, sum: number, bytes: number, most: number): void;
}

export interface Int8Module {
  scan(
    row: number,
    scales: number,
    sums: number,
    probe: number,
    scale: number,
    out: number,
    count: number,
    bytes: number,
  ): void;
}

interface Modules {
  readonly f32: F32Module;
  readonly pick: PickModule;
  readonly quantise: QuantiseModule;
  readonly int8: Int8Module;
  readonly 'int8-relaxed': Int8Module;
}

export type ModuleName = keyof Modules;

/** Whether this browser runs it: SIMD, and relaxed SIMD, are not everywhere. */
export function isAvailable(name: ModuleName): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(bytesOf(name));
}

/** The kernel over that memory. Compiled at once: it has less than a kilobyte. */
export function instantiate<N extends ModuleName>(name: N, memory: WebAssembly.Memory): Modules[N] {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(name)), { env: { memory } });
  return instance.exports as unknown as Modules[N];
}

function bytesOf(name: ModuleName): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(WASM[name]), (character) => character.charCodeAt(0));
}
