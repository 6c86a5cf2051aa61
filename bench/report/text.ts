import type { Bar } from '../bars';
import type { CosineRow } from '../cosine/types';

const whole = new Intl.NumberFormat('en');

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Lines of equal columns; the first column to the left, numbers to the right. */
export function tableLines({ head, rows }: Table): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}

export function markdownLines({ head, rows }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

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

export function barTable(bars: readonly Bar[]): Table {
  return {
    head: ['bar', 'measured', 'asked for', ''],
    rows: bars.map(({ name, value, atLeast, atMost, holds }) => [
      name,
      value === null ? '–' : value.toPrecision(3),
      atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
      holds === null ? 'not measured' : holds ? 'holds' : 'MISSED',
    ]),
  };
}
