import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser';
import { ensureBuilt } from '../build';
import { pack } from '../package';
import { check, type Outcome } from './check';
import { readConsumers } from './consumer';
import { REPORT, type Report, readReport } from './report';

const USAGE = `npm run mien -- consumers [names] [--write] [--keep]

Applications that use the package, in test/consumers: each installs what would be published into a fresh folder, with the versions that it
names, from the package registry, builds for production, and verifies a photo in Chromium. Exit status: 1 when one fails.

  --write   puts the outcome into docs/consumers.json, from which npm run docs writes the table
  --keep    leaves the folders, and says where they are`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const known = readConsumers();
  const unknown = names.find((name) => !known.some((each) => each.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no consumer "${unknown}": ${known.map(({ name }) => name).join(', ')}`);
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const scratch = mkdtempSync(join(tmpdir(), 'mien-consumers-'));
  const browsers: Browser[] = [];
  const browser = async () => {
    const [running = await launchBrowser()] = browsers.splice(0);
    browsers.push(running);
    return running;
  };
  try {
    const tarball = join(scratch, 'mien.tgz');
    writeFileSync(tarball, pack());
    const outcomes: Outcome[] = [];
    for (const consumer of known.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const outcome = await check(consumer, { tarball, scratch, fromRegistry: true, browser });
      outcomes.push(outcome);
      console.log(`${outcome.right ? 'ok  ' : 'FAIL'}  ${outcome.name}: ${outcome.said}`);
    }
    if (values.write) write(outcomes, (await browser()).version());
    return outcomes.every(({ right }) => right) ? 0 : 1;
  } finally {
    for (const each of browsers) await each.close();
    if (values.keep) console.log(scratch);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

/** What was not run this time stays as it was. */
function write(outcomes: readonly Outcome[], chromium: string): void {
  const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  const date = new Date().toISOString().slice(0, 10);
  const before = readReport();
  const fresh = outcomes.map((outcome) => ({
    ...outcome,
    date,
    chromium,
    node: process.version,
    mien: version,
  }));
  const kept = before.filter(({ name }) => !fresh.some((each) => each.name === name));
  const all: Report = [...kept, ...fresh].sort((a, b) => a.name.localeCompare(b.name));
  writeFileSync(REPORT, `${JSON.stringify(all, null, 2)}\n`);
}
