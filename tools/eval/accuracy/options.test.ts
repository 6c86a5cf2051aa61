import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readOptions, USAGE } from './options';

const here = import.meta.dirname;

it('takes defaults, and every option that the help names', () => {
  expect(readOptions(['--images', here])).toEqual({
    images: resolve(here),
    pairs: undefined,
    allImpostors: false,
    exclude: [],
    out: 'report',
    dump: undefined,
    backend: 'wasm',
    model: undefined,
    write: false,
  });
  const file = import.meta.filename;
  const lists = ['--pairs', file, '--exclude', file, '--exclude', file];
  const rest = ['--out', 'o', '--dump', 'd', '--backend', 'webgpu', '--model', 'm', '--write'];
  expect(readOptions(['--images', here, '--all-impostors', ...lists, ...rest])).toMatchObject({
    pairs: file,
    allImpostors: true,
    exclude: [file, file],
    out: 'o',
    dump: 'd',
    backend: 'webgpu',
    model: 'm',
    write: true,
  });
  expect(readOptions(['--help'])).toBeNull();
  for (const option of ['--images', ...lists, ...rest, '--all-impostors']) {
    if (option.startsWith('--')) expect(USAGE).toContain(option);
  }
});

it.each([
  [/--images <dir>/, []],
  [/no folder/, ['--images', 'nowhere']],
  [/no folder/, ['--images', import.meta.filename]],
  [/no file nowhere.csv/, ['--images', here, '--pairs', 'nowhere.csv']],
  [/no file nowhere.csv/, ['--images', here, '--exclude', 'nowhere.csv']],
  [/unknown backend "cuda"/, ['--images', here, '--backend', 'cuda']],
  [/--what/, ['--images', here, '--what']],
])('says %s', (message, args) => {
  expect(() => readOptions(args)).toThrow(message);
});
