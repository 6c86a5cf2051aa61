import { expect, it } from 'vitest';
import { findBrowser } from '../../tools/browser';
import { killRepeatedly } from '../support/kills';

const seed = Number(process.env.MIEN_SEED ?? Date.now() % 1_000_000);

it('loses nothing acknowledged when Chromium is killed 20 times', async () => {
  console.log(`kills: seed ${seed}`);
  const report = await killRepeatedly('chromium', 20, seed);
  console.log(JSON.stringify(report));
  expect(report.acknowledged).toBeGreaterThan(100);
  // Once in hundreds of kills; more often would mean that something else removes databases.
  expect(report.wiped).toBeLessThan(2);
});

it('nor when Firefox is killed', async (context) => {
  if (findBrowser('firefox') === undefined) return context.skip('skipped: no Firefox');
  const report = await killRepeatedly('firefox', 2, seed);
  console.log(JSON.stringify(report));
  expect(report).toMatchObject({ wiped: 0 });
  expect(report.acknowledged).toBeGreaterThan(10);
});
