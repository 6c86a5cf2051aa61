import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/browser';
import { check, readConsumers } from '../../tools/consumers';
import { pack } from '../../tools/package';

/** With this repository's tools and no network; `npm run mien -- consumers` runs all, with those that users install. */
const quick = readConsumers().filter((consumer) => consumer.quick);

let scratch: string;
let tarball: string;
let running: Browser;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'mien-consumers-'));
  tarball = join(scratch, 'mien.tgz');
  writeFileSync(tarball, pack());
  running = await launchBrowser();
});

afterAll(async () => {
  await running?.close();
  rmSync(scratch, { recursive: true, force: true });
});

it.each(quick.map((consumer) => [consumer.title, consumer] as const))(
  '%s: builds and verifies a photo, and nothing is missing or refused',
  async (_, consumer) => {
    const browser = () => Promise.resolve(running);
    const { said, right } = await check(consumer, { tarball, scratch, fromRegistry: false, browser });
    expect(right, said).toBe(true);
  },
);
