import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { DetectedFace } from '../../../src';
import type { Damage, Seen } from './kinds';

/** What the engine sees in each photo; null where it finds no face. */
export async function lookAt(page: Page, images: string, batch: readonly { readonly name: string }[]) {
  await page.setInputFiles(
    '#files',
    batch.map(({ name }) => join(images, name)),
  );
  const found = await page.evaluate(async () => {
    const results: (Seen | null)[] = [];
    for (const file of document.querySelector('input')?.files ?? []) results.push(await seen(file));
    return results;
  });
  return batch.map(({ name }, i) => ({ name, seen: found[i] }));
}

/** The same of worse copies of photos, whose faces were found before. */
export async function damageAndLookAt(
  page: Page,
  images: string,
  batch: readonly {
    readonly name: string;
    readonly path: string;
    readonly damage: Damage;
    readonly face: DetectedFace;
  }[],
) {
  const paths = [...new Set(batch.map(({ path }) => path))];
  await page.setInputFiles(
    '#files',
    paths.map((path) => join(images, path)),
  );
  const asked = batch.map(({ path, damage, face }) => ({ at: paths.indexOf(path), damage, face }));
  const found = await page.evaluate(async (asked) => {
    const results: (Seen | null)[] = [];
    for (const { at, damage, face } of asked) {
      const photo = document.querySelector('input')?.files?.[at] as File;
      results.push(await seen(await damaged(photo, damage, face)));
    }
    return results;
  }, asked);
  return batch.map(({ name }, i) => ({ name, seen: found[i] }));
}
