import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ended {
  /** null where a signal ended it. */
  readonly status: number | null;
  /** What it wrote on standard output. */
  readonly out: string;
  /** And on standard error. */
  readonly errors: string;
}

interface CommandOptions {
  /** The repository's root when absent. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end, without holding up the test's own limit of time; what is left of it then ends with the test. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd = ROOT, env = process.env }: CommandOptions = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script there.
    shell: process.platform === 'win32' && command === 'npm',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
  const [status, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, out, errors };
}

/** What `npm run mien --` starts, without the set-up, which the tests have behind them. */
export const MIEN = ['tools/cli/mien.mjs', '--no-setup'];

/** A command of the command line. */
export function runMien(...args: string[]): Promise<Ended> {
  return runCommand(process.execPath, [...MIEN, ...args]);
}
