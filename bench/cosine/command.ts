import { parseArgs } from 'node:util';
import { COMMON, COMMON_USAGE, countOf, output } from '../harness';
import { cosineBars } from './bars';
import { cosineChart } from './chart';
import { cosineTables } from './tables';
import type { CosineRow } from './types';

const USAGE = `npm run mien -- bench cosine [options]

Compares a probe with 20 to 400,000 templates of 128, 256 and 512 numbers, in every way that mien and others have, beside the
speed at which the machine reads memory.

  --node            in Node, with the native libraries usearch and simsimd beside
  --webgpu          with a compute shader beside; in software, right and slow, where there is no GPU
  --runs <n>        rounds; medians are over them (default 15)
  --quick           small sizes only
  --full            peers at 400,000, too: minutes, and gigabytes`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      node: { type: 'boolean', default: false },
      webgpu: { type: 'boolean', default: false },
      runs: { type: 'string', default: '15' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const rounds = countOf('runs', values.runs);
  const { openNodeBench } = values.node ? await import('./in-node') : { openNodeBench: undefined };
  const { openBrowserBench } = await import('./in-browser');
  const { cosineCases } = await import('./plan');
  await using bench = openNodeBench ? openNodeBench() : await openBrowserBench(values.browser, values.webgpu);
  const rows: CosineRow[] = [];
  for (const each of cosineCases(values.quick)) {
    console.error(`${each.rows} × ${each.dimension}`);
    rows.push(...(await bench.measure(each, rounds, values.full)));
  }
  const env = bench.environment;
  const plots = { 'cosine.svg': cosineChart(rows, env) };
  output({ env, rows, bars: cosineBars(rows), tables: cosineTables(rows), plots }, values);
  return 0;
}
