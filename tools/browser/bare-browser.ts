import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBrowser } from './find-browser.mjs';
import { PATIENCE_MS } from './patience';

/** A headless Chromium that opens pages, and that nobody is attached to. */
export interface UnwatchedBrowser extends AsyncDisposable {
  /** In a tab of its own; resolves before it has loaded. */
  open(address: string): Promise<void>;
}

/** Chromium writes its port into it once it listens. */
const PORT_FILE = 'DevToolsActivePort';
const END_MS = 10_000;
const LOOK_MS = 50;

/**
 * Starts one with that profile. Drivers have V8 keep where every request came from, for which a worker's whole script is read a second
 * time: what starts in the page is slower for being watched.
 */
export async function openUnwatched(profile: string, args: readonly string[]): Promise<UnwatchedBrowser> {
  const executable = findBrowser();
  if (executable === undefined) throw new Error('no Chromium found: run `npm run mien -- setup`');
  const options = [
    '--headless=new',
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    ...args,
    'about:blank',
  ];
  // What the profile's last browser left would be taken for this one's.
  rmSync(join(profile, PORT_FILE), { force: true });
  const browser = spawn(executable, options, { stdio: 'ignore', detached: true });
  // It has a process group of its own, which an interrupt at the keyboard does not reach.
  const stop = () => signalGroup(browser.pid, 'SIGKILL');
  const interrupted = () => process.exit(130);
  process.once('exit', stop).once('SIGINT', interrupted);
  const close = async () => {
    // Asked to, it writes its caches before it goes.
    browser.kill('SIGTERM');
    await goneGroup(browser.pid);
    process.off('exit', stop).off('SIGINT', interrupted);
  };
  try {
    const port = await portOf(profile);
    return {
      open: async (address) => {
        // Unless it is escaped, what follows an ampersand is lost.
        const page = encodeURIComponent(address);
        const opened = await fetch(`http://127.0.0.1:${port}/json/new?${page}`, { method: 'PUT' });
        if (!opened.ok) throw new Error(`Chromium opened no tab: ${opened.status}`);
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Its other processes write into the profile for a moment longer; those that stay are ended. */
async function goneGroup(leader: number | undefined): Promise<void> {
  const since = performance.now();
  while (signalGroup(leader, 0) && performance.now() - since < END_MS) await delay(LOOK_MS);
  signalGroup(leader, 'SIGKILL');
}

/** False when none of them is left. */
function signalGroup(leader: number | undefined, signal: 0 | 'SIGKILL'): boolean {
  if (leader === undefined) return false;
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

async function portOf(profile: string): Promise<number> {
  const file = join(profile, PORT_FILE);
  const started = performance.now();
  while (performance.now() - started < PATIENCE_MS) {
    if (existsSync(file)) {
      const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
      if (port > 0) return port;
    }
    await delay(LOOK_MS);
  }
  throw new Error(`Chromium did not start within ${PATIENCE_MS / 1000} s`);
}
