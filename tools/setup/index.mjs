/**
 * Everything a fresh machine needs, in one script that may run at any time: what is there is left alone.
 * Plain JavaScript without imports from npm, since it runs before anything is installed.
 * Says what it does on standard error, so that commands behind it keep standard output to themselves.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, installBrowser } from '../browser/find-browser.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const USAGE = `npm run mien -- setup, or node tools/setup.mjs [options]

Installs dependencies, makes models, kernels and runtimes, and looks for a browser. What is there is left alone.

  --browser-optional   goes on without a browser: to build and serve, none is needed
  --firefox            looks for a Firefox as well, for tests and comparisons
  --nats               looks for nats-server as well, for fleets; as root on Debian it is installed, but not where CI is set`;

/** @param {string} line */
const log = (line) => console.error(`[setup] ${line}`);

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} is too old: 20.19 or newer, or 22.12 or newer, is needed`);
}

/** Whether node_modules is what the lock file says. */
export function isInstalled() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

function installDependencies() {
  if (isInstalled()) return;
  log('installing dependencies (npm ci)');
  // A browser is looked for below; its download must not be part of an install.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error('npm ci failed; see its messages above');
}

/**
 * Tests and commands drive a browser; to build and serve, none is needed.
 * @param {boolean} optional
 */
function ensureBrowser(optional) {
  try {
    log(`browser: ${findBrowser() ?? installBrowser('chromium', log)}`);
  } catch (error) {
    if (!optional) throw error;
    log(`no browser: ${error instanceof Error ? error.message : error}`);
  }
}

/** A second browser, for tests and comparisons alone: without it they are skipped, which fails where `CI` is set. */
function lookForFirefox() {
  try {
    log(`Firefox: ${findBrowser('firefox') ?? installBrowser('firefox', log)}`);
  } catch (error) {
    log(`what needs Firefox is skipped: ${error instanceof Error ? error.message : error}`);
  }
}

/** A package of the system, which no build machine is to be given by the way. */
function lookForNatsServer() {
  const there = () => spawnSync('nats-server', ['--version'], { encoding: 'utf8' });
  if (
    there().status !== 0 &&
    !process.env.CI &&
    process.getuid?.() === 0 &&
    existsSync('/etc/debian_version')
  ) {
    log('installing nats-server (apt-get)');
    const apt = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    const install = ['install', '--yes', '--no-install-recommends', 'nats-server'];
    if (apt(...install).status !== 0 && apt('update').status === 0) apt(...install);
  }
  const { status, stdout } = there();
  log(
    status === 0
      ? `nats-server: ${stdout.trim()}`
      : 'what needs nats-server is skipped: apt-get install nats-server',
  );
}

async function buildAssets() {
  const { tsImport } = await import('tsx/esm/api');
  const out = join(root, 'dist', 'assets');
  /** @type {typeof import('./protocol-buffers')} */
  const schema = await tsImport('./protocol-buffers.ts', import.meta.url);
  schema.buildProtocolBuffers(log); // models are written with it
  /** @type {typeof import('../../models/build')} */
  const models = await tsImport('../../models/build/index.ts', import.meta.url);
  await models.buildModels({ out, log });
  /** @type {typeof import('./kernels')} */
  const kernels = await tsImport('./kernels.ts', import.meta.url);
  await kernels.buildKernels(log);
  /** @type {typeof import('./runtimes')} */
  const runtimes = await tsImport('./runtimes.ts', import.meta.url);
  await runtimes.copyRuntimes(join(out, 'runtimes'), log);
}

/**
 * Sets up what is missing. Returns 0, or 2 when something failed that the rest cannot do without: 1 is an answer of `verify`.
 * @param {readonly string[]} args `--browser-optional`; `--firefox`, `--nats`: looks for that as well
 */
export async function run(args) {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  try {
    requireNode();
    installDependencies();
    await buildAssets();
    ensureBrowser(args.includes('--browser-optional'));
    if (args.includes('--firefox')) lookForFirefox();
    if (args.includes('--nats')) lookForNatsServer();
    log('ready');
    return 0;
  } catch (error) {
    log(`failed: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
}
