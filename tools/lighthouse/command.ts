import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_HEADERS, serve } from '../browser';
import { ensureBuilt } from '../build';
import { audit } from './audit';
import { compressedCopy } from './compressed-copy';
import { type Report, reportOf, written } from './report';
import { writeReports } from './write';

const USAGE = `npm run mien -- lighthouse [--runs <n>] [--write]

Lighthouse on the built demo, on its mobile setting: a slow phone on a slow network, simulated. Medians of performance, accessibility and best
practices against their bars, and what it found, into report/lighthouse/. Lighthouse is no part of this repository's packages: npm fetches it from the
package registry at first use. Exit status: 1 when a bar does not hold.

  --runs <n>   how many times (default 5)
  --write      puts the table into docs/measured/demo.md`;

const DEMO = resolve(import.meta.dirname, '../../demo/dist');

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '5' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs} is no number of runs`);
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const report = await measure(runs);
  console.log(written(report));
  writeReports(report, values.write);
  return report.rows.every(({ holds }) => holds) ? 0 : 1;
}

async function measure(runs: number): Promise<Report> {
  const scratch = mkdtempSync(join(tmpdir(), 'mien-lighthouse-'));
  try {
    const folder = join(scratch, 'demo');
    // As hosts do it: without compression a simulated network counts three times the bytes.
    await compressedCopy(DEMO, folder);
    await using server = await serve({ folders: { '/': folder }, headers: DEMO_HEADERS, compressed: true });
    const audits = [];
    for (let i = 0; i < runs; i++) {
      console.error(`[lighthouse] ${i + 1} of ${runs}`);
      audits.push(await audit(server.address, join(scratch, `${i}.json`)));
    }
    return reportOf(audits);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
