import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { run } from '.';
import { type Entry, TREE } from './tree';

const entries: (readonly [path: string, entry: Entry])[] = TREE.flatMap((each) =>
  'commands' in each
    ? each.commands.map((entry) => [`${each.name} ${entry.name}`, entry] as const)
    : [[each.name, each] as const],
);

/** What is written while a command line is run, and its exit status. */
async function told(...words: string[]) {
  const text: string[] = [];
  const keep = (chunk: unknown) => {
    text.push(String(chunk));
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep),
    vi.spyOn(console, 'log').mockImplementation(keep),
    vi.spyOn(console, 'error').mockImplementation(keep),
  ];
  try {
    return { status: await run(words), text: text.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

it('lists every command with a line each', async () => {
  for (const words of [['help'], ['--help']]) {
    const { status, text } = await told(...words);
    expect(status).toBe(0);
    for (const [path, { line }] of entries)
      expect(text).toMatch(new RegExp(`^  ${path} +${quoted(line)}`, 'm'));
  }
});

it.each(['eval', 'bench', 'models'])('lists the commands of %s by itself', async (group) => {
  for (const words of [
    [group, '--help'],
    ['help', group],
  ]) {
    const { status, text } = await told(...words);
    expect(status).toBe(0);
    for (const [path] of entries) {
      expect(new RegExp(`^  ${path} `, 'm').test(text)).toBe(path.startsWith(`${group} `));
    }
  }
});

it.each(
  [['coffee'], ['eval', 'coffee'], ['bench', 'coffee'], ['models', 'coffee'], ['models'], []].map(
    (words) => [words] as const,
  ),
)('ends with 2 and says what there is after %j', async (words) => {
  const { status, text } = await told(...words);
  expect(status).toBe(2);
  expect(text).toMatch(/Commands:\n/);
  if (words.includes('coffee')) expect(text).toContain("unknown command 'coffee'");
});

const LOAD_ALL = `
  const { TREE } = await import('./tools/cli/tree.ts');
  const entries = TREE.flatMap((each) => ('commands' in each ? each.commands : [each]));
  for (const { load } of entries) if (typeof (await load()).run !== 'function') throw new Error('no run');
`;

it('runs nothing when commands are loaded, in a process that ends by itself', async () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', LOAD_ALL];
  const cwd = resolve(import.meta.dirname, '../..');
  expect(await promisify(execFile)(process.execPath, args, { cwd })).toEqual({ stdout: '', stderr: '' });
});

it.each(entries)('%s says by --help what it takes', async (path) => {
  const asked = await told(...path.split(' '), '--help');
  expect(asked.status).toBe(0);
  expect(asked.text).toMatch(/^npm (run|start)/);
  expect(asked.text).toContain(path === 'eval accuracy' ? 'mien -- eval --images' : path);
  expect(await told('help', ...path.split(' '))).toEqual(asked);
});

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
