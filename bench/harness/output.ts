import { join } from 'node:path';
import { markdown, plain, type Table } from '../../tools/tables';
import { barTable, type Report } from '../lib';
import { writeReport } from './write';

/** Prints a report as asked for, and writes its pictures. */
export function output(
  { env, rows, bars, tables, plots = {} }: Report,
  options: { readonly json: boolean; readonly markdown: boolean; readonly plots: string },
): void {
  const files = Object.entries(plots).map(([name, svg]) => {
    const path = join(options.plots, name);
    writeReport(path, svg);
    return path;
  });
  if (options.json) {
    console.log(JSON.stringify({ env, rows, bars }));
    return;
  }
  const written = (table: Table) => (options.markdown ? markdown(table, 'numbers') : plain(table));
  const all = bars.length > 0 ? [...tables, barTable(bars)] : tables;
  console.log([env, '', ...all.flatMap((table) => [written(table), '']), ...files].join('\n'));
}
