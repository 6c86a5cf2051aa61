import simsimd from 'simsimd';
import usearch from 'usearch';
import type { Contender } from './types';

const BEST = 5;

/** What native code reaches on this machine: usearch's exact search on all cores, simsimd's dot product called row by row. */
export function nativeContenders(probe: Float32Array, rows: number): Contender[] {
  const all = new Float32Array(rows * probe.length);
  const views: Float32Array[] = [];
  const out = new Float64Array(rows);
  const bytes = rows * probe.length * 4;
  return [
    {
      name: 'usearch exactSearch (native, all cores)',
      does: 'search',
      bytes,
      append: (templates) => {
        all.set(templates, views.length * probe.length);
        for (let at = 0; at < templates.length; at += probe.length) {
          const start = views.length * probe.length;
          views.push(all.subarray(start, start + probe.length));
        }
      },
      run: () =>
        void usearch.exactSearch(all, probe, probe.length, Math.min(BEST, rows), usearch.MetricKind.IP),
    },
    {
      name: 'simsimd dot (native, a call a row)',
      does: 'scan',
      bytes,
      append: () => {},
      run: () => {
        for (let row = 0; row < rows; row++) out[row] = simsimd.dot(probe, views[row]);
      },
      similarities: () => out,
    },
  ];
}
