import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HEADERS, type RunningServer, serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

const ASSETS = resolve(import.meta.dirname, '../../dist/assets');

let folder: string;
let cdn: RunningServer;
let assets: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mien-cdn-'));
  cpSync(ASSETS, folder, { recursive: true });
  cdn = await serve({
    folders: { '/mien/': folder },
    headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  });
  assets = `${cdn.address}mien/`;
});
afterEach(async () => {
  await cdn[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A page that is isolated and strict, but for the second origin. */
function open() {
  const origin = new URL(assets).origin;
  const policy = `default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self' ${origin}; img-src 'self'`;
  return openEngineTab({
    startEngine: false,
    headers: { ...HEADERS, 'Content-Security-Policy': policy },
  });
}

it('takes the published files, threads, keys and integers included, and asks no third origin', async () => {
  await using tab = await open();
  const asked = new Set<string>();
  const complaints: string[] = [];
  tab.context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'blob:') asked.add(origin);
  });
  tab.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  const seen = await tab.page.evaluate(async (folderOfAssets) => {
    const [ann] = files();
    const own = { assets: folderOfAssets, model: 'dlib-resnet-v1-int8', passphrase: 'open sesame' };
    globalThis.engine = await start(own);
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: ann });
    for (let i = 0; i < 11; i++) await engine.verify('ann', ann);
    return { ...(await engine.verify('ann', ann)), sharesWorker: engine.info().sharesWorker };
  }, assets);
  expect(seen).toMatchObject({ ismatch: true, sharesWorker: false });
  await tab.page.waitForFunction(() => engine.info().runtime === 'onnxruntime');
  expect(await tab.page.evaluate(async () => (await engine.verify('ann', files()[0])).ismatch)).toBe(true);
  // The page itself was there before.
  expect([...asked]).toEqual([new URL(assets).origin]);
  expect(complaints).toEqual([]);
});

it.each([
  ['the worker', 'vision.worker.js'],
  ['a script that it imports', 'chunks/tfjs-'],
  ['a runtime', 'runtimes/tfjs-backend-wasm-simd.wasm'],
  ['the manifest', 'manifest.json'],
  ['a model', 'models/mobilefacenet-192.onnx'],
  ['the list itself', 'assets.json'],
] as const)('runs nothing of another origin where %s is another file', async (_, name) => {
  const path = join(folder, name.endsWith('-') ? scriptLike(name) : name);
  const bytes = readFileSync(path);
  // As long as it was, and valid: only its hash tells.
  if (path.endsWith('json')) bytes[bytes.length - 1] = 0x20;
  else bytes[bytes.length - 5] ^= 1;
  writeFileSync(path, bytes);
  await using tab = await open();
  const failed = await tab.page.evaluate(
    async (folderOfAssets) => failure(start({ assets: folderOfAssets })),
    assets,
  );
  expect(failed).toMatchObject({ code: 213 });
  expect(failed?.message).toMatch(/not the published file|not the file that|not what was published/);
});

/** The script of the assets whose path begins so: the rest is a hash. */
function scriptLike(start: string): string {
  const names = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' });
  return names.find((name) => name.startsWith(start)) ?? start;
}
