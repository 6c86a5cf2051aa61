import { availableKernels, createBlock } from './create';
import { topK } from './top-k';
import type { KernelName } from './types';

/** Enough to be beyond the first caches, and done in some milliseconds. */
const ROWS = 8192;
const DIMENSION = 128;
const ROUNDS = 5;
/** 8-bit rows cost a quarter more memory: they must be worth it. */
const WORTH = 1.3;

export interface KernelChoice {
  readonly kernel: KernelName;
  readonly reason: string;
  readonly measured: readonly {
    readonly kernel: KernelName;
    /** Of a whole search with five results. */
    readonly templatesPerSecond: number;
    /** Bytes of scanned rows. */
    readonly gigabytesPerSecond: number;
  }[];
}

/** Tries the kernels that this browser has for some tens of milliseconds, and takes the fastest. */
export function chooseKernel(): KernelChoice {
  const templates = someTemplates();
  const probe = templates.subarray(0, DIMENSION);
  const measured = availableKernels().map((kernel) => {
    const ms = median(timesOf(kernel, templates, probe));
    const templatesPerSecond = (ROWS / ms) * 1000;
    const bytes = DIMENSION * (kernel.includes('int8') ? 1 : 4);
    return { kernel, templatesPerSecond, gigabytesPerSecond: (templatesPerSecond * bytes) / 1e9 };
  });
  const [exact, quantised] = [false, true].map((int8) =>
    measured
      .filter(({ kernel }) => kernel.includes('int8') === int8)
      .sort((a, b) => b.templatesPerSecond - a.templatesPerSecond)
      .at(0),
  );
  if (exact === undefined) throw new Error('plain JavaScript runs everywhere');
  const times = (quantised?.templatesPerSecond ?? 0) / exact.templatesPerSecond;
  if (quantised === undefined || times < WORTH) {
    return { kernel: exact.kernel, reason: `the fastest here without more memory`, measured };
  }
  return {
    kernel: quantised.kernel,
    reason: `${times.toFixed(1)} times as fast as ${exact.kernel} here`,
    measured,
  };
}

function timesOf(kernel: KernelName, templates: Float32Array, probe: Float32Array): number[] {
  const block = createBlock(kernel, DIMENSION);
  block.append(templates);
  return Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    topK(block, probe, 5);
    // Browsers round their clocks; a time of 0 says nothing.
    return Math.max(performance.now() - began, 1e-3);
  });
}

/** Numbers as spread as a template's; which ones does not matter. */
function someTemplates(): Float32Array {
  let state = 1;
  return Float32Array.from({ length: ROWS * DIMENSION }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31 / Math.sqrt(DIMENSION / 3);
  });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
