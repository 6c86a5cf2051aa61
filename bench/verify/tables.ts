import type { Table } from '../../tools/tables';
import type { VerifyRow } from './types';

export function verifyTables(rows: readonly VerifyRow[]): Table[] {
  const large = rows.filter(({ size }) => size === 'large');
  const small = rows.filter(({ size }) => size === 'small');
  const tables: Table[] = [
    {
      head: [
        'photo to verdict',
        'p50 ms',
        'p95 ms',
        'faces missed',
        'FNMR at FMR 1 %',
        'pairs of one / of two people',
      ],
      rows: small.map((row) => [
        row.title,
        row.p50.toFixed(1),
        row.p95.toFixed(1),
        `${row.missed} of ${row.photos}`,
        row.fnmr === null ? '–' : `${(row.fnmr * 100).toFixed(1)} %`,
        row.fnmr === null ? '–' : `${row.genuine} / ${row.impostor}`,
      ]),
    },
  ];
  if (large.length === 0) return tables;
  return [
    ...tables,
    {
      head: ['12 megapixels', 'p50 ms', 'p95 ms', 'faces missed'],
      rows: large.map((row) => [
        row.title,
        row.p50.toFixed(0),
        row.p95.toFixed(0),
        `${row.missed} of ${row.photos}`,
      ]),
    },
  ];
}
