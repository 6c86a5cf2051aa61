import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

/** A picture of one page. */
export interface Shot {
  readonly page: string;
  /** Such as "phone, dark, zh". */
  readonly how: string;
  readonly path: string;
}

/** Wide enough for a line of every device in both colours. */
const WIDTH = 1800;
const HEIGHT_OF_ONE = 520;

/**
 * Puts the pictures of each page beside each other, small, with what they are of written below.
 * @returns how many sheets
 */
export async function contactSheet(browser: Browser, shots: readonly Shot[], out: string): Promise<number> {
  const pages = new Set(shots.map(({ page }) => page));
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 800 } });
  const sheet = await context.newPage();
  for (const name of pages) {
    const figures = await Promise.all(shots.filter(({ page }) => page === name).map(figure));
    await sheet.setContent(`<style>
        body { margin: 12px; font: 13px sans-serif; background: #888; }
        main { display: flex; flex-wrap: wrap; gap: 12px; }
        figure { margin: 0; }
        img { display: block; max-height: ${HEIGHT_OF_ONE}px; max-width: 560px; }
      </style><h1>${name}</h1><main>${figures.join('')}</main>`);
    await sheet.screenshot({ path: join(out, `sheet-${name}.png`), fullPage: true });
  }
  await context.close();
  return pages.size;
}

async function figure({ path, how }: Shot): Promise<string> {
  const data = (await readFile(path)).toString('base64');
  return `<figure><img alt="" src="data:image/png;base64,${data}"><figcaption>${how}</figcaption></figure>`;
}
