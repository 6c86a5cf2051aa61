import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dot } from '../../src/match';
import { flatPng } from '../../src/vision/decode/testing';
import type { EnginePage } from '../../tools/browser';
import { limit } from '../../tools/host';
import { sharedData } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { peakMemoryGrowth } from '../support/renderer-memory';

interface Row {
  readonly file: string;
  readonly expect: string;
  /** Empty when unknown. */
  readonly faces: string;
}

interface Outcome {
  /** 0 for a face. */
  readonly code: number | undefined;
  readonly template: readonly number[];
}

/** Codes that say "this is no usable picture". */
const REFUSALS = [-1102, -1300, -1400];
/** A verdict, or a decoded picture without a face. */
const DECODED = [0, -1101];

const ALLOWED: Readonly<Record<string, readonly number[]>> = {
  decode: DECODED,
  'decode-if-avif': DECODED,
  'decode-or-clean-error': [...DECODED, ...REFUSALS],
  'clean-error-or-decode': [...DECODED, ...REFUSALS],
  'clean-error-or-bounded': [...DECODED, ...REFUSALS],
  'decode-or-bounded': [...DECODED, -1102],
  'clean-error': REFUSALS,
  'clean-error-unsupported': [-1400],
};

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab();
});

afterAll(() => tab[Symbol.asyncDispose]());

async function extract(path: string): Promise<Outcome> {
  await tab.page.setInputFiles('#files', path);
  return tab.page.evaluate(async () => {
    try {
      return { code: 0, template: [...(await engine.extract(files()[0])).template] };
    } catch (error) {
      return { code: (error as { code?: number }).code, template: [] };
    }
  });
}

function rows(manifest: string): Row[] {
  const [, ...lines] = readFileSync(manifest, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [file, , expected, faces] = line.split(',');
    return { file, expect: expected, faces };
  });
}

it('meets the expectation of every hard picture', { timeout: limit(600_000) }, async (context) => {
  const all = rows(sharedData(context, 'hard/manifest.csv'));
  expect(all.length).toBeGreaterThan(130);
  const outcomes = new Map<string, Outcome>();
  for (const row of all) {
    const outcome = await extract(sharedData(context, `hard/${row.file}`));
    outcomes.set(row.file, outcome);
    const label = `${row.file}: expected ${row.expect}, ${row.faces || '?'} faces`;
    if (row.expect.startsWith('error -1400')) expect(outcome.code, label).toBe(-1400);
    else expect(ALLOWED[row.expect], label).toContain(outcome.code);
    if (row.expect === 'decode' && row.faces === '0') expect(outcome.code, label).toBe(-1101);
    if (row.expect === 'decode' && Number(row.faces) > 0) expect(outcome.code, label).toBe(0);
  }
  // The same face, whichever way the file stores it.
  for (const [stem, least] of [
    ['exif/lfw_peirsol1_orient', 0.99],
    ['rotated/lfw_peirsol1_', 0.99],
    ['exif/hopper', 0.97],
  ] as const) {
    const upright = stem.includes('hopper') ? 'exif/hopper.jpg' : 'exif/lfw_peirsol1_orient1.jpg';
    for (const [file, { template }] of outcomes) {
      if (file.startsWith(stem)) {
        expect(dot(outcomes.get(upright)?.template ?? [], template), file).toBeGreaterThan(least);
      }
    }
  }
});

it('spends less than 300 MB on the largest picture it accepts, and next to nothing on a bomb', async (context) => {
  if (process.platform !== 'linux') return context.skip('skipped: memory is read from /proc');
  // A tab of its own: what other pictures left behind would hide the growth.
  await using fresh = await openEngineTab();
  await fresh.page.evaluate(() => failure(engine.extract(new ImageData(300, 300))));
  for (const [png, limit, code] of [
    [flatPng(10_000, 5_000), 300, -1101],
    [flatPng(5_000, 5_000, 6), 300, -1101],
    [flatPng(12_000, 9_000), 20, -1102],
    [flatPng(10_000, 5_000, 6), 20, -1102],
  ] as const) {
    await fresh.page.setInputFiles('#files', { name: 'flat.png', mimeType: 'image/png', buffer: png });
    const grown = await peakMemoryGrowth(fresh.browser, async () => {
      const seen = await fresh.page.evaluate(() => failure(engine.extract(files()[0])));
      expect(seen?.code).toBe(code);
    });
    expect(grown / 1e6).toBeLessThan(limit);
  }
});
