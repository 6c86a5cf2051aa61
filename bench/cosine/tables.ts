import type { Table } from '../../tools/tables';
import type { CosineRow } from './types';

const whole = new Intl.NumberFormat('en');

/** One table a size and dimension. */
export function cosineTables(rows: readonly CosineRow[]): Table[] {
  const title = ({ rows: count, dimension }: CosineRow) => `${whole.format(count)} × ${dimension}`;
  return [...new Set(rows.map(title))].map((size) => ({
    head: [size, 'does', 'median ms', 'p95 ms', 'M/s', 'GB/s', 'error', 'ulp'],
    rows: rows
      .filter((row) => title(row) === size)
      .map((row) => [
        row.name,
        row.does,
        row.medianMs.toPrecision(3),
        row.p95Ms.toPrecision(3),
        (row.templatesPerSecond / 1e6).toFixed(2),
        row.gigabytesPerSecond.toFixed(2),
        row.maxError === null ? '' : row.maxError.toExponential(1),
        row.maxErrorUlp === null ? '' : row.maxErrorUlp.toPrecision(2),
      ]),
  }));
}
