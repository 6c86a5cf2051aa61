import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { endMarked, MARK } from './processes.mjs';

/** Starts a process that leads a group of its own, as browsers do, says its number and stays. */
const LEAVES_ONE_BEHIND = `
  const { spawn } = require('node:child_process');
  const options = { detached: true, stdio: 'ignore' };
  console.log(spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], options).pid);
  setInterval(() => undefined, 1000);
`;

it('ends a command, and what it started in a group of its own, and nothing with another mark', async (context) => {
  if (!existsSync('/proc')) context.skip('skipped: no /proc');
  const start = async (mark: string) => {
    const child = spawn(process.execPath, ['-e', LEAVES_ONE_BEHIND], {
      env: { ...process.env, [MARK]: mark },
    });
    const [line] = await once(child.stdout, 'data');
    return { child, left: Number(line) };
  };
  const ended = await start('run-a/file/test');
  const other = await start('run-b/file/test');
  try {
    const exits = once(ended.child, 'exit');
    expect(endMarked('run-a/file')).toBe(2);
    await exits;
    await expect.poll(() => isAlive(ended.left), { timeout: 10_000 }).toBe(false);
    expect(isAlive(other.left)).toBe(true);
  } finally {
    endMarked('run-b');
  }
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
