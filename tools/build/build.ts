import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeAssetsList } from './assets-list';
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
  'tools/browser/first-style.ts',
  'tools/quantiles',
  'tools/random',
  'tools/tables',
  'models/manifest.json',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tools/build',
];

/** One file of each part: without it the part was never built, or deleted since. */
const RESULTS = [
  'dist/index.js',
  'dist/fleet.js',
  'dist/http.js',
  'dist/capture.js',
  'dist/service-worker.js',
  'dist/cli.js',
  'dist/react.js',
  'dist/preact.js',
  'dist/vite.js',
  'dist/assets/assets.json',
  'dist/assets/passphrase.worker.js',
  'dist/assets/vision.worker.js',
  'dist/assets/v1.sw.js',
  'demo/dist/index.html',
  'dist/testing.js',
  'dist/types/index.d.ts',
  'dist/types/fleet.d.ts',
  'dist/types/http.d.ts',
  'dist/types/capture.d.ts',
  'dist/types/service-worker.d.ts',
  'dist/types/testing.d.ts',
];

/** Builds the package (`dist/`) and, unless told otherwise, the demo (`demo/dist/`). Models and runtimes come from the set-up. */
export async function buildAll({ withDemo = true } = {}): Promise<void> {
  const { build } = await import('vite');
  for (const stale of ['dist/assets/chunks', 'dist/chunks', 'dist/types', '.cache/declarations']) {
    rmSync(join(root, stale), { recursive: true, force: true });
  }
  const part = (mode: string) => build({ mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await part('workers');
  await part('bridge');
  await part('foreign');
  // Of all that is served, models and runtimes included; the library knows its hash.
  await writeAssetsList(join(root, 'dist/assets'));
  await part('library');
  await part('frameworks');
  await part('node');
  if (withDemo) await part('demo');
  const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
  for (const thread of ['types', 'types-worker', 'types-node']) {
    execFileSync(process.execPath, [tsc, '-p', join(root, `tsconfig.${thread}.json`)], { stdio: 'inherit' });
  }
  await rollUpTypes(join(root, '.cache/declarations'), join(root, 'dist/types'));
  if (withDemo) writeFileSync(stamp, '');
  else rmSync(stamp, { force: true });
}

/** Builds when a source is newer than the last build, or a result is missing. */
export async function ensureBuilt(log: (line: string) => void): Promise<void> {
  if (isFresh({ stamp, sources: SOURCES, results: RESULTS })) return;
  log('building');
  await buildAll();
}
