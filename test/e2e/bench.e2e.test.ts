import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CosineRow } from '../../bench/cosine';
import { serveBench } from '../../bench/harness';
import type { Bar } from '../../bench/lib';
import { launchBrowser } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { runMien } from '../support/run-command';

const root = resolve(import.meta.dirname, '../..');

/** What the command writes on both outputs, once it has ended well. */
async function bench(...args: string[]) {
  const { status, out, errors } = await runMien('bench', ...args);
  expect(status, errors).toBe(0);
  return { out, errors };
}

interface Result {
  readonly env: string;
  readonly rows: readonly CosineRow[];
  readonly bars: readonly Bar[];
}

describe('npm run mien -- bench', () => {
  it('cosine prints one object, with every contender right within its error', async () => {
    const plots = 'report/bench-test';
    const { out } = await bench('cosine', '--quick', '--webgpu', '--runs', '2', '--json', '--plots', plots);
    const { env, rows, bars }: Result = JSON.parse(out);
    expect(env).toMatch(/Chromium .*isolated.*webgpu on (?!no adapter)\w+/);
    const names = [...new Set(rows.map(({ name }) => name))];
    for (const name of [
      'js-f32',
      'wasm-f32',
      'wasm-int8',
      'wasm-int8-relaxed',
      'WebGPU f32',
      'face-api FaceMatcher',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.some((name) => name.startsWith('human'))).toBe(true);
    for (const { name, medianMs, p95Ms, templatesPerSecond, maxError, dimension } of rows) {
      expect(medianMs, name).toBeGreaterThan(0);
      expect(p95Ms, name).toBeGreaterThanOrEqual(medianMs);
      expect(templatesPerSecond, name).toBeGreaterThan(0);
      // A sum of that many products in 32 bits; 8-bit rows are off by what the quantisation loses.
      const most = name.startsWith('wasm-int8') ? 0.02 : dimension * 2 ** -24;
      if (maxError !== null) expect(maxError, name).toBeLessThan(most);
    }
    expect(rows.filter(({ name, does }) => name === 'WebGPU f32' && does === 'scan')).toHaveLength(2);
    expect(bars.length).toBeGreaterThan(7);
    for (const bar of bars)
      expect(bar).toMatchObject({ name: expect.any(String), atLeast: expect.any(Number) });
    expect(readFileSync(join(root, plots, 'cosine.svg'), 'utf8')).toMatch(/^<svg/);
  });

  it('-- gallery fills, opens and searches a gallery through the built worker', async () => {
    const { out } = await bench('gallery', '--faces', '1000', '--dimension', '128', '--quick', '--json');
    const { rows, bars } = JSON.parse(out);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ faces: 1000, persons: 50, dimension: 128, kernel: expect.any(String) });
    expect(rows[0].identifyMs.p50).toBeGreaterThan(0);
    expect(bars).toHaveLength(10);
  });

  it('-- verify compares peers photo by photo, and the pictures of 12 megapixels with decoding alone', async () => {
    const few = [
      '--photos',
      '3',
      '--runs',
      '1',
      '--large',
      '1',
      '--peer',
      'mien',
      '--peer',
      'human',
      '--peer',
      'naive',
    ];
    const { out } = await bench('verify', ...few, '--json', '--plots', 'report/bench-test');
    const { env, rows, bars } = JSON.parse(out);
    expect(env).toMatch(/isolated.*wasm, 1 thread/);
    const small = rows.filter(({ size }: { size: string }) => size === 'small');
    expect(small.map(({ peer }: { peer: string }) => peer)).toEqual(['mien', 'human', 'naive']);
    for (const row of small) {
      expect(row).toMatchObject({ photos: 3, missed: 0, fnmr: null });
      expect(row.p95).toBeGreaterThanOrEqual(row.p50);
    }
    expect(rows.filter(({ size }: { size: string }) => size === 'large')).toHaveLength(4);
    expect(bars[0]).toMatchObject({
      name: expect.stringMatching(/^mien: .*human/),
      holds: expect.any(Boolean),
    });
    expect(readFileSync(join(root, 'report/bench-test/verify.svg'), 'utf8')).toMatch(/^<svg/);
  });

  it('-- cold measures a first visit, its reload, a second one, and what the first loads', async () => {
    const { out } = await bench('cold', '--runs', '1', '--peer', 'mien', '--json');
    const { rows } = JSON.parse(out);
    expect(rows).toMatchObject([{ peer: 'mien', runs: 1 }]);
    expect(rows[0].firstMs).toBeGreaterThan(100);
    expect(rows[0].againMs).toBeGreaterThan(100);
    // The worker was there already.
    expect(rows[0].reloadMs).toBeLessThan(rows[0].firstMs / 2);
    // TensorFlow.js, the networks and the engine, compressed; onnxruntime comes later.
    expect(rows[0].bytes).toBeGreaterThan(1.5e6);
    expect(rows[0].bytes).toBeLessThan(2.9e6);
  });

  it('-- second compares verdicts with and without a second opinion', async () => {
    const images = mkdtempSync(join(tmpdir(), 'mien-second-'));
    try {
      for (const [n, person] of ['ann', 'bob'].entries()) {
        mkdirSync(join(images, person));
        for (const copy of [1, 2]) copyFileSync(packagePhoto(n + 1), join(images, person, `${copy}.jpg`));
      }
      const { out } = await bench('second', '--images', images, '--people', '2', '--json');
      const { rows, bars } = JSON.parse(out);
      const seen = rows.map(({ attempt, mode }: Record<string, string>) => `${attempt} ${mode}`);
      expect(seen).toEqual(
        ['genuine', 'impostor'].flatMap((attempt) =>
          ['never', 'auto', 'always'].map((mode) => `${attempt} ${mode}`),
        ),
      );
      for (const { mode, verdicts, asked, meanMs } of rows) {
        expect(verdicts).toBe(2);
        expect(meanMs).toBeGreaterThan(0);
        if (mode === 'never') expect(asked).toBe(0);
        if (mode === 'always') expect(asked).toBe(2);
      }
      expect(bars[0].value).toBeCloseTo(rows[1].meanMs / rows[0].meanMs, 6);
    } finally {
      rmSync(images, { recursive: true });
    }
  });

  it('-- throughput enrols with one worker and with two', async () => {
    const { out } = await bench('throughput', '--photos', '50', '--json');
    const { rows, bars } = JSON.parse(out);
    expect(rows.map(({ workers }: { workers: number }) => workers)).toEqual([1, 2]);
    expect(bars[0].value).toBeCloseTo(rows[1].photosPerSecond / rows[0].photosPerSecond, 6);
  });

  it('-- main-thread sees the tasks of the page, which a peer without workers blocks', async () => {
    const { out } = await bench(
      ...['main-thread', '--photos', '3', '--runs', '1', '--peer', 'mien', '--peer', 'naive', '--json'],
    );
    const { rows } = JSON.parse(out);
    const [mien, naive] = rows;
    expect(mien.verifyComputedMs).toBeGreaterThan(0);
    expect(mien.verifyComputedMs).toBeLessThanOrEqual(mien.verifyMs);
    expect(naive.verifyMs).toBeGreaterThan(mien.verifyMs);
  });

  it('--backend webgpu names the adapter, and leaves out a peer that cannot take part', async () => {
    const { out, errors } = await bench(
      ...['main-thread', '--backend', 'webgpu', '--peer', 'face-api-tiny', '--runs', '1', '--photos', '1'],
      '--json',
    );
    const { env, rows } = JSON.parse(out);
    expect(errors).toContain('face-api-tiny did not take part: ');
    expect(rows).toEqual([]);
    expect(env).toMatch(/webgpu on (?!no adapter)\w+/);
  });

  it('-- markdown prints tables', async () => {
    const { out } = await bench(
      'verify',
      '--photos',
      '2',
      '--runs',
      '1',
      '--large',
      '0',
      '--peer',
      'mien',
      '--markdown',
    );
    expect(out).toMatch(/\| photo to verdict \| p50 ms \|/);
  });

  it('says what there is when asked for something else', async () => {
    expect(await runMien('bench', 'coffee')).toMatchObject({
      status: 2,
      errors: expect.stringMatching(/unknown command 'coffee'.*bench cosine .*bench gallery /s),
    });
  });
});

describe('the benchmarks’ page', () => {
  it('measures when it is asked to, and gives the result as the command does', async () => {
    await using server = await serveBench();
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      await page.goto(`${server.address}bench/index.html`);
      const loop = page.getByRole('region', { name: 'The hot loop' });
      await loop.getByRole('button', { name: 'Copy as JSON' }).click();
      await loop.getByText('Measure first.').waitFor();
      await loop.getByLabel('small sizes only').check();
      await loop.getByRole('button', { name: 'Measure', exact: true }).click();
      await loop.getByText('Done.').waitFor({ timeout: limit(150_000) });
      expect(await loop.locator('pre').textContent()).toMatch(/3,000 × 128.*median ms/);
      await loop.getByRole('button', { name: 'Copy as JSON' }).click();
      await loop.getByText('Copied.').waitFor();
      const { env, rows, bars }: Result = JSON.parse(
        await page.evaluate(() => navigator.clipboard.readText()),
      );
      expect(env).toMatch(/cores.*isolated/);
      expect(rows.some(({ name }) => name === 'wasm-int8')).toBe(true);
      expect(bars.length).toBeGreaterThan(0);
    } finally {
      await browser.close();
    }
  });
});
