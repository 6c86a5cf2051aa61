import { availableKernels } from '../../src/match/kernels';
import { nestedArrays, typedRows } from './naive';
import { kernelContenders, readContender } from './own';
import type { Contender, CosineCase } from './types';

const SIZES = [20, 1_000, 20_000, 400_000];
const DIMENSIONS = [128, 256, 512];
/** Rows whose arrays of arrays no engine holds comfortably: 400,000 × 512 would be 1.6 GB of numbers. */
const NESTED_NUMBERS = 400_000 * 256;
/** Enough for a test: everything runs, nothing takes long. */
const QUICK_SIZES = [20, 3_000];

export function cosineCases(quick: boolean): CosineCase[] {
  const sizes = quick ? QUICK_SIZES : SIZES;
  const dimensions = quick ? [128] : DIMENSIONS;
  return dimensions.flatMap((dimension) => sizes.map((rows) => ({ rows, dimension })));
}

/** Our kernels, the memory's own speed, and the loops that others ship. */
export function ownContenders(probe: Float32Array, rows: number): Contender[] {
  const kernels = availableKernels();
  const numbers = rows * probe.length;
  // 400,000 × 512 once more for each kind of integers would not fit beside the others.
  const int8 =
    numbers > NESTED_NUMBERS
      ? kernels.filter((kernel) => kernel.includes('int8')).slice(-1)
      : kernels.filter((kernel) => kernel.includes('int8'));
  return [
    readContender(probe, rows),
    ...[...kernels.filter((kernel) => !kernel.includes('int8')), ...int8].flatMap((kernel) =>
      kernelContenders(kernel, probe, rows),
    ),
    typedRows(probe, rows),
    ...(numbers > NESTED_NUMBERS ? [] : [nestedArrays(probe, rows)]),
  ];
}
