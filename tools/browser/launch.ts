import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';
import { PATIENCE_MS } from './patience';

/** Chromium's software WebGPU adapter: right and slow. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** A headless Chromium looks for a GPU only when told to, and draws its pages there, too. */
const HARDWARE_WEBGPU = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
];

/** What a driver of Linux offers; other systems are believed to have one. */
const GPU_DEVICES = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

/** For WebGPU on the GPU where there is one, else on Chromium's software adapter, without pages being drawn in software Vulkan as well. */
export function webgpuArgs(): readonly string[] {
  const hasGpu = process.platform !== 'linux' || GPU_DEVICES.some((path) => existsSync(path));
  return hasGpu ? HARDWARE_WEBGPU : SOFTWARE_WEBGPU;
}

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Starts a headless Chromium that asks nobody outside for anything. What its pages store is in memory, as in a private window. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    timeout: PATIENCE_MS,
    args: [...QUIET, ...args],
  });
  return browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
}

/** As `launchBrowser`, with a profile in that folder: what its pages store is on the disk, as it is for who uses a browser. */
export async function launchProfile(folder: string, args: readonly string[] = []): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    timeout: PATIENCE_MS,
    args: [...QUIET, ...args],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

function chromiumPath(): string {
  const path = findBrowser();
  if (path === undefined) throw new Error('no Chromium found: run `npm run mien -- setup`');
  return path;
}
