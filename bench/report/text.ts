import type { Bar } from '../bars';
import type { CosineRow } from '../cosine/types';

const whole = new Intl.NumberFormat('en');

/** A table as lines of equal columns; the first column to the left, numbers to the right. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}

export function cosineLines(rows: readonly CosineRow[]): string[] {
  const cases = [
    ...new Set(rows.map(({ rows: count, dimension }) => `${whole.format(count)} × ${dimension}`)),
  ];
  return cases.flatMap((title) => {
    const own = rows.filter(
      ({ rows: count, dimension }) => `${whole.format(count)} × ${dimension}` === title,
    );
    return [
      title,
      ...tableLines(
        ['', 'does', 'median ms', 'p95 ms', 'M/s', 'GB/s', 'error', 'ulp'],
        own.map(
          ({
            name,
            does,
            medianMs,
            p95Ms,
            templatesPerSecond,
            gigabytesPerSecond,
            maxError,
            maxErrorUlp,
          }) => [
            name,
            does,
            medianMs.toPrecision(3),
            p95Ms.toPrecision(3),
            (templatesPerSecond / 1e6).toFixed(2),
            gigabytesPerSecond.toFixed(2),
            maxError === null ? '' : maxError.toExponential(1),
            maxErrorUlp === null ? '' : maxErrorUlp.toPrecision(2),
          ],
        ),
      ),
      '',
    ];
  });
}

export function barLines(bars: readonly Bar[]): string[] {
  return tableLines(
    ['bar', 'measured', 'asked for', ''],
    bars.map(({ name, value, atLeast, atMost, holds }) => [
      name,
      value === null ? '–' : value.toPrecision(3),
      atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
      holds === null ? 'not measured' : holds ? 'holds' : 'MISSED',
    ]),
  );
}
