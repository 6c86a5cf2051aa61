import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {'chromium' | 'firefox'} BrowserName */

/**
 * How each browser is called and where it lies; `variable` names one that is elsewhere.
 * @type {Record<BrowserName, { title: string, variable: string, commands: string[], applications: string[],
 *   debian: string }>}
 */
const BROWSERS = {
  chromium: {
    title: 'Chromium or Chrome',
    variable: 'MIEN_BROWSER',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    applications: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ...programs('Google', 'Chrome', 'Application', 'chrome.exe'),
    ],
    debian: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variable: 'MIEN_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    applications: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...programs('Mozilla Firefox', 'firefox.exe'),
    ],
    debian: 'firefox-esr',
  },
};

/**
 * The path of a browser that can be driven, or undefined: the one named in MIEN_BROWSER or MIEN_FIREFOX, the
 * system's, or Playwright's own download of Chromium (its Firefox is a patched one).
 * @param {BrowserName} name
 * @returns {string | undefined}
 */
export function findBrowser(name = 'chromium') {
  const { variable, commands, applications } = BROWSERS[name];
  const named = process.env[variable];
  if (named) return named;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  const downloads = name === 'chromium' ? playwrightDownload() : [];
  return [...onPath, ...applications, ...downloads].find((path) => existsSync(path));
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
 * Gets a browser where there is none: Chromium from Playwright's installer, else, as root, Debian's package.
 * @param {BrowserName} name
 * @param {(line: string) => void} log
 * @returns {string} its path
 */
export function installBrowser(name, log) {
  const { title, variable, debian } = BROWSERS[name];
  const root = process.getuid?.() === 0;
  if (name === 'chromium') {
    log('no Chromium found: asking Playwright to download one');
    // Its system libraries need root; without, they are usually there.
    run('npx', ['playwright', 'install', 'chromium', ...(root ? ['--with-deps'] : [])]);
  }
  if (findBrowser(name) === undefined && root && existsSync('/usr/bin/apt-get')) {
    log(`no ${title} yet: installing Debian’s ${debian} package`);
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', debian]);
  }
  const installed = findBrowser(name);
  if (installed) return installed;
  throw new Error(
    `no ${title} could be found or installed. Install one, or name it: ${variable}=/path/to/${name}`,
  );
}

/**
 * Where Windows may keep a program.
 * @param {string[]} parts
 */
function programs(...parts) {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder ? [join(folder, ...parts)] : [];
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const cwd = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}
