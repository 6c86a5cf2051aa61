import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';

/** Comes with a package: there on every machine. */
const PHOTO = resolve(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample1.jpg');

export interface Visit {
  /** What the page says of the photo: "match 100.0". */
  readonly verdict: string;
  /** Errors of the console, failed answers: there should be none. */
  readonly complaints: readonly string[];
}

/** Opens a consumer's page as a person does, and has it verify a photo. */
export async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(address);
    await page.waitForFunction(
      () =>
        document.querySelector('#files:not([disabled]), #ready') !== null ||
        (document.querySelector('#verdict')?.textContent ?? '') !== '',
    );
    await page.setInputFiles('#files, mien-capture input[type=file]', PHOTO);
    await page.waitForFunction(() => (document.querySelector('#verdict')?.textContent ?? '') !== '');
    return { verdict: (await page.textContent('#verdict')) ?? '', complaints };
  } finally {
    await context.close();
  }
}

/** Whether that is what a page should say of the person who is in both photos. */
export function isRight({ verdict, complaints }: Visit): boolean {
  return /^match (9\d|100)/.test(verdict) && complaints.length === 0;
}
