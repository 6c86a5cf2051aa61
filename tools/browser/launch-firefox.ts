import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowser } from './find-browser.mjs';

/** Starts a headless stock Firefox over WebDriver BiDi, with a fresh profile. */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = findBrowser('firefox');
  if (executablePath === undefined) throw new Error('no Firefox found: run `npm run setup`');
  return puppeteer.launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: 600_000 });
}
