import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/browser/launch';
import { serve } from '../../tools/browser/serve';
import { packagePhoto } from '../support/data';

const root = resolve(import.meta.dirname, '../..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let app: string;

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: app, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'mien-consumer-'));
  cpSync(join(root, 'test/consumers/vite-app'), app, { recursive: true });
  execFileSync(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', app], { cwd: root });
  const tarball = readdirSync(app).find((name) => name.endsWith('.tgz'));
  // The package brings everything along, so that installing it needs no network.
  run(npm, 'install', `./${tarball}`, '--offline', '--no-audit', '--no-fund', '--silent');
});

afterAll(() => rmSync(app, { recursive: true, force: true }));

it('installs without dependencies, type-checks, builds and verifies a photo', async () => {
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['mien']);
  run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json');
  run(npm, 'run', 'assets', '--silent');
  run(process.execPath, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error');

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
