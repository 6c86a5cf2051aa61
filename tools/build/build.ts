import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFresh } from './fresh';
import { rollUpTypes } from './types';

const root = resolve(import.meta.dirname, '../..');
const stamp = join(root, 'dist', '.built');

/** What the build is made of; node_modules changes with the lock file. */
const SOURCES = [
  'src',
  'workers',
  'demo',
  // The demo measures with parts of it.
  'bench',
  'tools/quantiles',
  'tools/random',
  'tools/tables',
  'models/manifest.json',
  'package-lock.json',
  'vite.config.ts',
  'tools/build',
];

/** One file of each part: without it the part was never built, or deleted since. */
const RESULTS = [
  'dist/index.js',
  'dist/http.js',
  'dist/capture.js',
  'dist/service-worker.js',
  'dist/assets/passphrase.worker.js',
  'dist/assets/vision.worker.js',
  'dist/assets/v1.sw.js',
  'demo/dist/index.html',
  'dist/testing.js',
  'dist/types/index.d.ts',
  'dist/types/http.d.ts',
  'dist/types/capture.d.ts',
  'dist/types/service-worker.d.ts',
  'dist/types/testing.d.ts',
];

/** Builds the package (`dist/`) and the demo (`demo/dist/`). Models and runtimes come from the set-up. */
export async function buildAll(): Promise<void> {
  const { build } = await import('vite');
  for (const stale of ['dist/assets/chunks', 'dist/chunks', 'dist/types', '.cache/declarations']) {
    rmSync(join(root, stale), { recursive: true, force: true });
  }
  for (const mode of ['library', 'workers', 'bridge', 'demo']) {
    await build({ mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  }
  const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
  for (const thread of ['types', 'types-worker']) {
    execFileSync(process.execPath, [tsc, '-p', join(root, `tsconfig.${thread}.json`)], { stdio: 'inherit' });
  }
  await rollUpTypes(join(root, '.cache/declarations'), join(root, 'dist/types'));
  writeFileSync(stamp, '');
}

/** Builds when a source is newer than the last build, or a result is missing. */
export async function ensureBuilt(log: (line: string) => void): Promise<void> {
  if (isFresh({ stamp, sources: SOURCES, results: RESULTS })) return;
  log('building');
  await buildAll();
}
