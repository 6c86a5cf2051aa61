import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDump, writeDump } from './dump';
import { ORIGIN } from './example-origin';
import { noteSize, requireSameSizes } from './sizes';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-dump-'));
  file = join(folder, 'below', 'dump.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeSome() {
  const dump = openDump(file, ORIGIN, 2);
  dump.images.set('ann/1.jpg', Float32Array.of(0.6, 0.8)).set('ann/2.jpg', null);
  dump.bytes.set('ann/1.jpg', 1234);
  dump.unreadable.set('ann/2.jpg', 'no picture');
  dump.timingsMs.set('ann/1.jpg', { decode: 1, detect: 2, align: 3, embed: 4 });
  dump.environments.push('a machine');
  writeDump(file, dump);
  return dump;
}

it('goes on with what it wrote, and leaves no other file', () => {
  const dump = writeSome();
  expect(openDump(file, ORIGIN, 2)).toEqual(dump);
  expect(readdirSync(join(folder, 'below'))).toEqual(['dump.json']);
});

it('writes {images: {path: numbers or null}} for other programs', () => {
  writeSome();
  const { images } = JSON.parse(readFileSync(file, 'utf8'));
  expect(images).toEqual({
    'ann/1.jpg': [expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)],
    'ann/2.jpg': null,
  });
});

it.each(['model', 'modelHash', 'alignment', 'backend', 'vision'] as const)(
  'refuses the templates of another %s',
  (key) => {
    writeSome();
    const before = readFileSync(file, 'utf8');
    expect(() => openDump(file, { ...ORIGIN, [key]: 'other' }, 2)).toThrow(
      new RegExp(`${key} ".*", not "other"`),
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  },
);

it('refuses the templates of another folder whose photos have the same names', () => {
  const [own, other] = [join(folder, 'own'), join(folder, 'other')];
  const photos = ['1.jpg', '2.jpg'];
  for (const [images, text] of [
    [own, 'a photo'],
    [other, 'another photo'],
  ]) {
    mkdirSync(images);
    for (const path of photos) writeFileSync(join(images, path), text);
  }
  const dump = openDump(file, ORIGIN, 2);
  dump.images.set('1.jpg', Float32Array.of(0.6, 0.8));
  noteSize(dump, own, '1.jpg');
  writeDump(file, dump);
  const again = openDump(file, ORIGIN, 2);
  requireSameSizes(again, own, photos);
  requireSameSizes(again, other, ['2.jpg']);
  expect(() => requireSameSizes(again, other, photos)).toThrow(/1.jpg has 13 bytes, .* had 7/);
});

it('takes a file without an origin as it is, when its templates have the right length', () => {
  const plain = join(folder, 'plain.json');
  writeFileSync(plain, JSON.stringify({ images: { 'ann/1.jpg': [0.6, 0.8], 'ann/2.jpg': null } }));
  expect(openDump(plain, ORIGIN, 2)).toMatchObject({ origin: null });
  expect(openDump(plain, ORIGIN, 2).images.get('ann/2.jpg')).toBeNull();
  expect(() => openDump(plain, ORIGIN, 3)).toThrow(/ann\/1.jpg has 2 numbers/);
});

it('starts afresh where there is no file, and refuses one that is no dump', () => {
  expect(openDump(undefined, ORIGIN, 2).images.size).toBe(0);
  expect(openDump(file, ORIGIN, 2).origin).toEqual(ORIGIN);
  expect(existsSync(file)).toBe(false);
  for (const text of ['{"images":{"a":[1', '{}', 'null', '{"images":{"a":["1"]}}', '{"images":{"a":2}}']) {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, text);
    expect(() => openDump(broken, ORIGIN, 1)).toThrow(/broken.json/);
  }
});
