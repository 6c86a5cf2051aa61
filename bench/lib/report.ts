import type { Table } from '../../tools/tables';
import type { Bar } from './bars';

/** What a benchmark found. */
export interface Report {
  readonly env: string;
  readonly rows: readonly object[];
  readonly bars: readonly Bar[];
  readonly tables: readonly Table[];
  /** By file name. */
  readonly plots?: Readonly<Record<string, string>>;
}

export function barTable(bars: readonly Bar[]): Table {
  return {
    head: ['bar', 'measured', 'asked for', 'outcome'],
    rows: bars.map(({ name, value, atLeast, atMost, holds }) => [
      name,
      value === null ? '–' : value.toPrecision(3),
      atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
      holds === null ? 'not measured' : holds ? 'holds' : 'MISSED',
    ]),
  };
}
