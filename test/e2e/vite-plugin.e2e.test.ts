import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, createServer, preview } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { mien as plugin } from '../../src/vite';
import { launchBrowser } from '../../tools/browser';
import { isRight, visit } from '../../tools/consumers';

const ROOT = resolve(import.meta.dirname, '../..');
const CONSUMERS = join(ROOT, 'test/consumers');

let root: string;
let mien: typeof plugin;
beforeAll(async () => {
  ({ mien } = await import(join(ROOT, 'dist/vite.js')));
  root = mkdtempSync(join(tmpdir(), 'mien-vite-'));
  cpSync(join(CONSUMERS, 'vite/main.js'), join(root, 'main.js'));
  cpSync(join(CONSUMERS, 'shared'), join(root, 'shared'), { recursive: true });
  cpSync(join(CONSUMERS, 'shared/index.html'), join(root, 'index.html'));
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(ROOT, join(root, 'node_modules/mien'), 'junction');
});
afterAll(() => rmSync(root, { recursive: true }));

const config = (isolate: boolean) => ({
  root,
  configFile: false as const,
  logLevel: 'error' as const,
  base: '/app/',
  plugins: [mien({ isolate, folder: 'faces' })],
  server: { port: 0, fs: { allow: [root, ROOT] } },
  preview: { port: 0 },
});

async function see(address: string) {
  const browser = await launchBrowser();
  try {
    const headers = (await fetch(`${address}faces/vision.worker.js`)).headers;
    return { right: await visit(browser, address), isolated: headers.get('Cross-Origin-Embedder-Policy') };
  } finally {
    await browser.close();
  }
}

it('serves the assets in development, under the base, and isolates when asked', async () => {
  const server = await createServer(config(true));
  try {
    await server.listen();
    const { right, isolated } = await see(server.resolvedUrls?.local[0] ?? '');
    expect(isRight(right), JSON.stringify(right)).toBe(true);
    expect(isolated).toBe('require-corp');
  } finally {
    await server.close();
  }
});

it('puts them into the build, and previews it without isolation unless asked', async () => {
  await build(config(false));
  const server = await preview(config(false));
  try {
    const { right, isolated } = await see(server.resolvedUrls?.local[0] ?? '');
    expect(isRight(right), JSON.stringify(right)).toBe(true);
    expect(isolated).toBeNull();
  } finally {
    await server.close();
  }
});
