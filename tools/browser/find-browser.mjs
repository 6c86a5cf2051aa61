import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Commands under which Chromium or Chrome is installed on a system. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
];

/**
 * The path of a Chromium that can be driven, or undefined: the one named in MIEN_BROWSER, the system's, or
 * Playwright's own download.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env.MIEN_BROWSER;
  if (named) return named;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [...onPath, ...APPLICATIONS, ...playwrightDownload()].find((path) => existsSync(path));
}

/** @returns {string[]} */
function playwrightDownload() {
  try {
    const require = createRequire(import.meta.url);
    /** @type {typeof import('playwright-core')} */
    const { chromium } = require('playwright-core');
    return [chromium.executablePath()];
  } catch {
    return []; // not installed yet
  }
}

/**
 * Gets a browser where there is none: Playwright's installer first, Debian's package as root otherwise.
 * @param {(line: string) => void} log
 * @returns {string} its path
 */
export function installBrowser(log) {
  log('no Chromium found: asking Playwright to download one');
  const root = process.getuid?.() === 0;
  // Its system libraries need root; without, they are usually there.
  run('npx', ['playwright', 'install', 'chromium', ...(root ? ['--with-deps'] : [])]);
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  if (root && existsSync('/usr/bin/apt-get')) {
    log('Playwright could not: installing Debian’s chromium package');
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    'no Chromium or Chrome could be found or installed. Install one, or name it: MIEN_BROWSER=/path/to/chrome',
  );
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const cwd = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}
