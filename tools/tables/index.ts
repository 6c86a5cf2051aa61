import { markdownTable } from 'markdown-table';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** For a terminal: columns of equal width, the first to the left, numbers to the right. */
export function plain({ head, rows }: Table): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** As Markdown; `numbers` puts all columns but the first to the right. A bar within a cell is escaped. */
export function markdown({ head, rows }: Table, columns: 'text' | 'numbers' = 'text'): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const align = columns === 'text' ? [] : ['', ...head.slice(1).map(() => 'right')];
  return markdownTable(cells, { align, alignDelimiters: false });
}
