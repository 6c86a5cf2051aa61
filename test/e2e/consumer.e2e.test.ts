import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../../models/build';
import { keep } from '../../models/build/store';
import { launchBrowser, serve } from '../../tools/browser';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { runCommand } from '../support/run-command';

const root = resolve(import.meta.dirname, '../..');
let scratch: string;
let app: string;

async function run(command: string, ...args: string[]): Promise<void> {
  const { status, out, errors } = await runCommand(command, args, { cwd: app });
  expect(status, `${out}${errors}`).toBe(0);
}

/** A working tree of its own, whose owner has added a model: packing builds, and changes what is in dist. */
async function workingTree(): Promise<string> {
  const tree = join(scratch, 'mien');
  const made = ['.git', '.cache', 'node_modules', 'dist', join('demo', 'dist'), join('models', 'optional')];
  cpSync(root, tree, {
    recursive: true,
    // By its time the set-up knows whether package-lock.json is installed.
    preserveTimestamps: true,
    filter: (path) => !made.includes(relative(root, path)),
  });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  await keep(join(tree, 'models/optional'), 'retail-0095', new Uint8Array(10), {
    release: 'made up',
    proof: 1,
  });
  return tree;
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'mien-consumer-'));
  app = join(scratch, 'app');
  cpSync(join(root, 'test/consumers/vite-app'), app, { recursive: true });
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', app], {
    cwd: await workingTree(),
    // As in a user's shell, not in the test runner's mode.
    env: { ...process.env, NODE_ENV: '' },
  });
  expect(packed.status, packed.errors).toBe(0);
  const tarball = readdirSync(app).find((name) => name.endsWith('.tgz'));
  // The package brings everything along, so that installing it needs no network.
  await run('npm', 'install', `./${tarball}`, '--offline', '--no-audit', '--no-fund', '--silent');
}, limit(300_000));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('packs what THIRD_PARTY.md lists, and no model that was added on the packing machine', async () => {
  const installed = (folder = '') => readdirSync(join(app, 'node_modules/mien', folder));
  expect(installed().filter((name) => !/^(README|CHANGELOG|THIRD_PARTY)\.md$|^LICENSE$/.test(name))).toEqual([
    'dist',
    'package.json',
  ]);
  expect(installed('dist')).toEqual([
    'assets',
    'capture.js',
    'chunks',
    'http.js',
    'index.js',
    'licenses.md',
    'service-worker.js',
    'testing.js',
    'types',
  ]);
  expect(installed('dist/assets')).toEqual([
    'chunks',
    'gallery.worker.js',
    'licenses.md',
    'manifest.json',
    'models',
    'passphrase.worker.js',
    'runtimes',
    'v1.sw.js',
    'vision.worker.js',
  ]);
  expect(installed('dist/assets/models')).toEqual([
    'blazeface-full-range.bin',
    'blazeface-full-range.json',
    'blazeface-short-range.bin',
    'blazeface-short-range.json',
    'dlib-resnet-v1-int8.onnx',
    'face-landmark-68.onnx',
    'mobilefacenet-192.onnx',
  ]);
  const manifest = readFileSync(join(app, 'node_modules/mien/dist/assets/manifest.json'), 'utf8');
  expect(JSON.parse(manifest)).toEqual(await readManifest());
});

it.each([
  ['TypeScript 5.4', 'typescript-5.4', 'NodeNext', 'NodeNext'],
  ['TypeScript 7', 'typescript-native', 'NodeNext', 'NodeNext'],
  ['TypeScript 7 for a bundler', 'typescript-native', 'ESNext', 'bundler'],
])('has declarations that %s reads, their insides checked', async (_, compiler, module, resolution) => {
  const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
  const options = ['--module', module, '--moduleResolution', resolution, '--skipLibCheck', 'false'];
  await run(process.execPath, tsc, '-p', 'tsconfig.json', ...options);
});

it('installs without dependencies, builds and verifies a photo', async () => {
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['mien']);
  await run('npm', 'run', 'assets', '--silent');
  await run(process.execPath, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error');

  await using server = await serve({ folders: { '/': join(app, 'dist') } });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const [photos, verdict] of [
      [[1, 1], /^match (9\d|100)/],
      [[2, 3], /^error -1302$/], // ann is enrolled already, from the first round
    ] as const) {
      await page.goto(`${server.address}index.html`);
      await page.setInputFiles('#files', photos.map(packagePhoto));
      await page.waitForFunction(() => document.querySelector('output')?.textContent !== '');
      expect(await page.textContent('output')).toMatch(verdict);
    }
  } finally {
    await browser.close();
  }
});
