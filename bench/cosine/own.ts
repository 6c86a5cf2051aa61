import { createBlock, type KernelName, topK, WasmBlock } from '../../src/match/kernels';
import { createReader } from '../kernels';
import type { Contender } from './types';

/** Results of a search: as many as the v1 contract's identify gives. */
const BEST = 5;

/** The kernel's scan, and its search with exact results, over one block. */
export function kernelContenders(kernel: KernelName, probe: Float32Array, rows: number): Contender[] {
  const block = createBlock(kernel, probe.length);
  block.reserve(rows);
  const out = new Float32Array(rows);
  const bytes = rows * probe.length * (kernel.includes('int8') ? 1 : 4);
  return [
    {
      name: kernel,
      does: 'scan',
      bytes,
      append: (templates) => block.append(templates),
      run: () => block.scan(probe, 0, block.rows, out),
      similarities: () => out,
    },
    { name: kernel, does: 'search', bytes, append: () => {}, run: () => topK(block, probe, BEST) },
  ];
}

/** The probe of the memory's speed, over the same rows in the same places as `wasm-f32` has them. */
export function readContender(probe: Float32Array, rows: number): Contender {
  const block = new WasmBlock(probe.length);
  block.reserve(rows);
  const read = createReader(block.panels.memory);
  const bytes = rows * block.panels.stride;
  return {
    name: 'read only (4 × v128.load, xor)',
    does: 'read',
    bytes,
    append: (templates) => block.append(templates),
    run: () => read(block.panels.row(0), bytes),
  };
}
