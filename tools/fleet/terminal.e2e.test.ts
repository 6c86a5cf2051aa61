import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fleet } from '../../src/fleet';
import { MemoryGallery, until, whyNoBroker } from '../rehearsal';
import { FleetStage } from './testing';

const ROOT = resolve(import.meta.dirname, '../..');
const why = whyNoBroker() ?? whyNoTerminal();
const inTerminal = test.skipIf(why !== null);
const SLOW = { timeout: 120_000 };

let stage: FleetStage;
let servers: string[];

/** script(1) of util-linux gives a command a terminal of its own. */
function whyNoTerminal(): string | null {
  const { status } = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' });
  return status === 0 ? null : 'script is not installed: apt-get install bsdutils';
}

/** What somebody sees who types `fleet invite` into a terminal. */
class Terminal {
  shown = '';
  readonly ended: Promise<unknown[]>;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;

  constructor(words: string) {
    const command = `"${process.execPath}" tools/cli/mien.mjs --no-setup fleet ${words} --directory "${stage.directory}"`;
    this.#child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: ROOT,
      env: { ...process.env, MIEN_FLEET_PASSPHRASE: stage.passphrase },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdout.on('data', (bytes) => {
      this.shown += String(bytes);
    });
    this.ended = once(this.#child, 'exit');
  }

  /** Types once that has been shown so often. */
  async answer(text: string, times: number, line: string): Promise<void> {
    await until(() => this.shown.split(text).length > times, text, SLOW.timeout);
    this.#child.stdin.write(`${line}\r`);
  }
}

beforeEach(async () => {
  if (why !== null) return;
  stage = await FleetStage.make();
  servers = await stage.begin('one');
});

afterEach(() => stage?.[Symbol.asyncDispose]());

inTerminal('somebody at a terminal lets a device in, and mistypes before', SLOW, async () => {
  const terminal = new Terminal('invite');
  const ask = 'Code that the new device shows:';
  await terminal.answer(ask, 1, '123456');
  await terminal.answer('No device has asked yet.', 1, '');
  await until(() => terminal.shown.includes('A code has 6 digits.'));
  let answered: Promise<void> | undefined;
  const { fleet } = await Fleet.join({
    servers,
    port: new MemoryGallery(),
    retryMs: 100,
    deviceName: 'Door \u001b[31m3',
    showCode: (code) => {
      answered = terminal.answer(ask, 3, `${code.slice(0, 3)} ${code.slice(3)}`);
    },
    confirm: async (check) => {
      await until(() => terminal.shown.includes('must show'), 'the other digits', SLOW.timeout);
      return terminal.shown.includes(check);
    },
  });
  await answered;
  expect(await terminal.ended).toEqual([0, null]);
  expect(terminal.shown).toContain(`joined: ${fleet.device.id}`);
  expect(terminal.shown).not.toContain('\u001b[31m');
});

inTerminal('an invitation that nobody takes ends by itself', SLOW, async () => {
  const terminal = new Terminal('invite --minutes 0.05');
  expect(await terminal.ended).toEqual([1, null]);
  expect(terminal.shown).toContain('The invitation is over: nobody joined.');
});
