import { dot } from '../../src/match';
import { median, quantile } from '../../tools/quantiles';
import { templates } from './data';
import type { Contender, CosineCase, CosineRow } from './types';

/** A sample takes at least so long: browsers round their clocks. */
const SAMPLE_MS = 4;
/** Rows whose similarities are compared with 64-bit ones. */
const CHECKED = 2000;
const SEED = 20_261_125;

export type MakeContenders = (probe: Float32Array<ArrayBuffer>, rows: number) => Promise<Contender[]>;

/**
 * Fills all contenders with the same templates and times them in turns, so that what slows the machine down for a while
 * slows down all.
 */
export async function measureCase(
  { rows, dimension }: CosineCase,
  rounds: number,
  make: MakeContenders,
  breathe: () => Promise<void>,
): Promise<CosineRow[]> {
  const [probe] = templates(1, dimension, SEED + 1);
  const contenders = await make(probe, rows);
  let reference: number[] = [];
  for (const part of templates(rows, dimension, SEED)) {
    for (const contender of contenders) contender.append(part);
    if (reference.length < CHECKED) reference = reference.concat(similarities(part, probe));
    await breathe();
  }
  const times = contenders.map((): number[] => []);
  const repeats: number[] = [];
  for (const contender of contenders) repeats.push(await repeatsFor(contender));
  for (let round = 0; round < rounds; round++) {
    for (const [i, contender] of contenders.entries()) {
      const began = performance.now();
      for (let k = 0; k < repeats[i]; k++) {
        const waiting = contender.run();
        if (waiting instanceof Promise) await waiting; // to wait for nothing would take time, too
      }
      times[i].push((performance.now() - began) / repeats[i]);
      await breathe();
    }
  }
  return contenders.map((contender, i) => rowOf({ rows, dimension }, contender, times[i], reference));
}

function rowOf(
  { rows, dimension }: CosineCase,
  contender: Contender,
  times: readonly number[],
  reference: readonly number[],
): CosineRow {
  const medianMs = median(times);
  const found = contender.similarities?.(rows);
  const checked = reference.slice(0, Math.min(CHECKED, rows));
  const maxError = found ? Math.max(...checked.map((right, row) => Math.abs(found[row] - right))) : null;
  return {
    rows,
    dimension,
    name: contender.name,
    does: contender.does,
    medianMs,
    p95Ms: quantile(times, 0.95),
    templatesPerSecond: (rows / medianMs) * 1000,
    gigabytesPerSecond: contender.bytes / medianMs / 1e6,
    maxError,
    maxErrorUlp: maxError === null ? null : maxError * 2 ** 24,
  };
}

/** Also warms it up. */
async function repeatsFor(contender: Contender): Promise<number> {
  await contender.run();
  const began = performance.now();
  let runs = 0;
  while (performance.now() - began < SAMPLE_MS) {
    await contender.run();
    runs += 1;
  }
  return runs;
}

function similarities(part: Float32Array, probe: Float32Array): number[] {
  return Array.from({ length: part.length / probe.length }, (_, row) =>
    dot(probe, part.subarray(row * probe.length, (row + 1) * probe.length)),
  );
}
