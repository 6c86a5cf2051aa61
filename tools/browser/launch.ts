import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
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

/** Starts a headless Chromium that asks nobody outside for anything. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chromium found: run `npm run mien -- setup`');
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
