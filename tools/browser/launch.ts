import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';
import { PATIENCE_MS } from './patience';

/** Chromium's software WebGPU adapter: right and slow. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The GPU where there is one and a driver of Vulkan for it, else software: a headless Chromium looks for it only when told to. */
export const WEBGPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
];

/** Starts a headless Chromium that asks nobody outside for anything. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chromium found: run `npm run setup`');
  const browser = await chromium.launch({
    executablePath,
    timeout: PATIENCE_MS,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      ...args,
    ],
  });
  return browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
}
