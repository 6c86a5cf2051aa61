import type { Browser } from 'puppeteer-core';
import { findBrowser } from './find-browser.mjs';
import { PATIENCE_MS } from './patience';

/** Settings of about:config. */
export type FirefoxSettings = Readonly<Record<string, string | number | boolean>>;

/** Starts a headless stock Firefox over WebDriver BiDi, with a fresh profile. */
export async function launchFirefox(extraPrefsFirefox: FirefoxSettings = {}): Promise<Browser> {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('no Firefox found: run `npm run mien -- setup`');
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    timeout: PATIENCE_MS,
    protocolTimeout: 10 * PATIENCE_MS,
    extraPrefsFirefox: { ...extraPrefsFirefox },
  });
}
