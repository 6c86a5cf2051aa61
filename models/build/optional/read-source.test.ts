import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeFile } from '../files';
import { temporaryFolder } from '../testing';
import { locator } from './locate';
import { readSource } from './read-source';
import type { Recipe, SourceFile } from './recipe';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text: string): SourceFile => {
  const { bytes, sha256 } = describeFile(name, bytesOf(text));
  return { name, bytes, sha256 };
};
const golden = { first: [], sums: [], norm: 1 };
const RECIPE: Recipe = {
  id: 'made-up',
  format: 'openvino-ir',
  releases: [
    { name: 'new', files: [file('face.xml', 'new xml'), file('face.bin', 'new bin')] },
    { name: 'old', files: [file('face.xml', 'old'), file('face.bin', 'old bin')] },
  ],
  products: [{ id: 'made-up', golden }],
};

let folder: string;
const server = createServer((request, response) => {
  const bodies: Record<string, string> = {
    '/new/face.xml': 'new xml',
    '/new/face.bin': 'new bin',
    '/old/other.xml?token=1': 'old',
    '/old/other.bin?token=1': 'old bin',
    '/endless/face.xml': 'x'.repeat(100_000),
  };
  const body = bodies[request.url ?? ''];
  response.writeHead(body === undefined ? 404 : 200).end(body);
});
let address: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const [path, text] of Object.entries({
    'new/face.xml': 'new xml',
    'new/face.bin': 'new bin',
    'old/other.v5.xml': 'old',
    'old/other.v5.bin': 'old bin',
    'mixed/face.xml': 'new xml',
    'mixed/face.bin': 'old bin',
    'half/face.xml': 'new xml',
    'long/face.xml': 'far too long',
    'long/face.bin': 'new bin',
  })) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const readFrom = async (from: string) => {
  const { release, contents } = await readSource(RECIPE, await locator(from, RECIPE));
  return [release.name, ...contents.map((bytes) => new TextDecoder().decode(bytes))];
};

it.each([
  ['a folder', 'new', ['new', 'new xml', 'new bin']],
  ['one of the files', 'new/face.bin', ['new', 'new xml', 'new bin']],
  ['a file of another name', 'old/other.v5.xml', ['old', 'old', 'old bin']],
])('knows the release in %s', async (_, path, expected) => {
  expect(await readFrom(join(folder, path))).toEqual(expected);
  expect(await readFrom(pathToFileURL(join(folder, path)).href)).toEqual(expected);
});

it.each([
  ['/new/', ['new', 'new xml', 'new bin']],
  ['/new/face.xml', ['new', 'new xml', 'new bin']],
  ['/old/other.xml?token=1', ['old', 'old', 'old bin']],
])('fetches %s', async (path, expected) => {
  expect(await readFrom(address + path)).toEqual(expected);
});

it.each([
  [
    'mixed',
    /not the files of a known release:\n.*face\.bin: 7 bytes, sha256 [0-9a-f]{64}\n\s+new has 7 bytes, sha256/,
  ],
  ['half', /there is no file ".*face\.bin"/],
  ['nothing', /there is no file or folder ".*nothing"/],
  ['long', /face\.xml is longer than the 7 bytes of any file/],
])('refuses the folder "%s"', async (path, message) => {
  await expect(readFrom(join(folder, path))).rejects.toThrow(message);
});

it.each([
  ['/gone/', /could not fetch http:.*\/gone\/face\.xml: HTTP status 404\n.*--from/],
  ['/endless/', /longer than the 7 bytes/],
])('refuses the address %s', async (path, message) => {
  await expect(readFrom(address + path)).rejects.toThrow(message);
});

it('says why an address cannot be reached', async () => {
  // Nobody listens on the discard port of this machine.
  await expect(readFrom('http://127.0.0.1:9/')).rejects.toThrow(/could not fetch .*(ECONNREFUSED|bad port)/);
});
