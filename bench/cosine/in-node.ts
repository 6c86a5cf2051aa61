import { totalmem } from 'node:os';
import { environmentLine } from '../../tools/host';
import type { CosineBench } from './in-browser';
import { measureCase } from './measure';
import { nativeContenders } from './native';
import { ownContenders } from './plan';

/** In this process, beside native libraries. */
export function openNodeBench(): CosineBench {
  return {
    environment: `${Math.round(totalmem() / 2 ** 30)} GB; ${environmentLine()}`,
    measure: (each, rounds) =>
      measureCase(
        each,
        rounds,
        async (probe, rows) => [...ownContenders(probe, rows), ...nativeContenders(probe, rows)],
        async () => {},
      ),
    [Symbol.asyncDispose]: async () => {},
  };
}
