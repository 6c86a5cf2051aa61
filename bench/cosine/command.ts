import { parseArgs } from 'node:util';
import { barLines, cosineLines } from '../report/text';
import { writeReport } from '../report/write';
import { cosineBars } from './bars';
import { cosineChart } from './chart';
import { cosineCases } from './plan';
import type { CosineRow } from './types';

const USAGE = `npm run bench -- cosine [options]

Compares a probe with 20 to 400,000 templates of 128, 256 and 512 numbers, in every way that mien and others have, beside the
speed at which the machine reads memory.

  --browser <name>  chromium (default) or firefox
  --node            in Node, with the native libraries usearch and simsimd beside
  --webgpu          with Chromium's software adapter: right, and slow; a real GPU is used where there is one
  --runs <n>        rounds; medians are over them (default 15)
  --quick           small sizes only
  --full            peers at 400,000, too: minutes, and gigabytes
  --json            one object {env, rows, bars} on standard output
  --svg <file>      the picture (default bench/out/cosine.svg)
  --help            this text`;

export async function benchCosine(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'string', default: 'chromium' },
      node: { type: 'boolean', default: false },
      webgpu: { type: 'boolean', default: false },
      runs: { type: 'string', default: '15' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      svg: { type: 'string', default: 'bench/out/cosine.svg' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const rounds = Number(values.runs);
  if (!(rounds >= 1)) throw new Error('--runs wants a number of at least 1');
  const { openNodeBench } = values.node ? await import('./in-node') : { openNodeBench: undefined };
  const { openBrowserBench } = await import('./in-browser');
  await using bench = openNodeBench ? openNodeBench() : await openBrowserBench(values.browser, values.webgpu);
  const rows: CosineRow[] = [];
  for (const each of cosineCases(values.quick)) {
    console.error(`${each.rows} × ${each.dimension}`);
    rows.push(...(await bench.measure(each, rounds, values.full)));
  }
  const bars = cosineBars(rows);
  writeReport(values.svg, cosineChart(rows, bench.environment));
  if (values.json) return console.log(JSON.stringify({ env: bench.environment, rows, bars }));
  console.log([bench.environment, '', ...cosineLines(rows), ...barLines(bars), '', values.svg].join('\n'));
}
