import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifest } from '../../models/build';
import { keep } from '../../models/build/store';
import { limit } from '../../tools/host';
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
  cpSync(join(root, 'test/consumers/types'), app, { recursive: true });
  const packed = await runCommand('npm', ['pack', '--silent', '--pack-destination', app], {
    cwd: await workingTree(),
    // As in a user's shell, not in the test runner's mode.
    env: { ...process.env, NODE_ENV: '' },
  });
  expect(packed.status, packed.errors).toBe(0);
  const [tarball, ...more] = readdirSync(app).filter((name) => name.endsWith('.tgz'));
  expect(more).toEqual([]);
  // What the application itself depends on comes from a registry.
  writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  // The package brings everything along, so that installing it needs no network.
  await run('npm', 'install', `./${tarball}`, '--offline', '--no-audit', '--no-fund', '--silent');
}, limit(300_000));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('packs what THIRD_PARTY.md lists, and no model that was added on the packing machine', async () => {
  const installed = (folder = '') => readdirSync(join(app, 'node_modules/mien', folder));
  expect(installed().filter((name) => !/^(README|CHANGELOG|THIRD_PARTY)\.md$|^LICENSE$/.test(name))).toEqual([
    'dist',
    'docs',
    'package.json',
  ]);
  expect(installed('dist').filter((name) => !name.endsWith('.map'))).toEqual([
    'assets',
    'capture.js',
    'chunks',
    'cli.js',
    'fleet.js',
    'http.js',
    'index.js',
    'licenses.md',
    'preact.js',
    'react.js',
    'service-worker.js',
    'testing.js',
    'types',
    'vite.js',
  ]);
  expect(installed('dist/assets')).toEqual([
    'assets.json',
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
    'face-mesh-468.onnx',
    'face-mesh-canonical.bin',
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

it('installs without dependencies, and its command copies the assets', async () => {
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['mien']);
  await run('npm', 'exec', '--offline', '--', 'mien', 'assets', 'public/mien');
  expect(readdirSync(join(app, 'public/mien'))).toContain('assets.json');
  const again = await runCommand('npm', ['exec', '--offline', '--', 'mien', 'assets', 'public/mien'], {
    cwd: app,
  });
  expect(again.out).toContain('up to date');
});

it('names no source map that it does not bring', () => {
  const dist = join(app, 'node_modules/mien/dist');
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.m?js$/.test(name),
  );
  for (const script of scripts) {
    const [, map] = /^\/\/# sourceMappingURL=(.+)$/m.exec(readFileSync(join(dist, script), 'utf8')) ?? [];
    if (map !== undefined) expect(existsSync(join(dist, dirname(script), map)), script).toBe(true);
  }
});
