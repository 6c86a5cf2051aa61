import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  avif,
  baselineJpeg,
  box,
  gifWith,
  pngChunk,
  pngWith,
  progressiveJpeg,
  webpWith,
  zipped,
} from '../../src/vision/decode/testing';
import type { EnginePage } from '../../tools/browser/engine-page';
import { openEngineTab } from '../support/engine-tab';

/** Nearly all that a picture may have. */
const LARGE = 60 * 2 ** 20;
const NONE = Buffer.alloc(0);
/** The bar is 2 s on an idle machine; what is refused before it is decoded takes a tenth of a second there. */
const MOST_MS = 30_000;

const PARTS = /more than \d+ parts/;
const PASSES = /stored in \d+ passes/;
const HEADER = /header is larger/;

let tab: EnginePage;
let folder: string;

beforeAll(async () => {
  tab = await openEngineTab();
  folder = mkdtempSync(join(tmpdir(), 'mien-costly-'));
});

afterAll(async () => {
  await tab[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function filled(part: Buffer, bytes = LARGE): Buffer {
  return Buffer.alloc(Math.floor(bytes / part.length) * part.length, part);
}

async function extract(picture: Buffer) {
  const path = join(folder, 'picture');
  writeFileSync(path, picture);
  await tab.page.setInputFiles('#files', path);
  const began = performance.now();
  const failed = await tab.page.evaluate(() => failure(engine.extract(files()[0])));
  return { ...failed, ms: performance.now() - began };
}

test.each<[name: string, make: () => Buffer, why: RegExp]>([
  ['a JPEG of 49 megapixels in 5,000 passes', () => progressiveJpeg(7000, 5000), PARTS],
  ['one in 101 passes', () => progressiveJpeg(640, 101), PASSES],
  ['one in 41 passes over 49 megapixels', () => progressiveJpeg(7000, 41), PASSES],
  ['millions of empty segments', () => baselineJpeg(640, filled(Buffer.from([0xff, 0xe1, 0, 2]))), PARTS],
  ['as many restart intervals', () => baselineJpeg(640, filled(Buffer.from([255, 221, 0, 4, 0, 1]))), PARTS],
  ['an AVIF header of 60 MB', () => avif(box('free', Buffer.alloc(LARGE, 'i'))), HEADER],
  ['one of as many boxes', () => avif(filled(box('free'))), HEADER],
  ['millions of boxes behind it', () => avif(NONE, filled(box('free'))), PARTS],
  ['millions of PNG chunks', () => pngWith(filled(pngChunk('teSt', NONE))), PARTS],
  ['as many in place of pixels', () => pngWith(filled(pngChunk('IDAT', NONE))), PARTS],
  ['millions of GIF blocks', () => gifWith(filled(Buffer.from([0x21, 0xfe, 0]))), PARTS],
  ['millions of WebP chunks', () => webpWith(filled(Buffer.from('EXIF\0\0\0\0'))), PARTS],
])('refuses %s before it is decoded', async (_, make, why) => {
  const { code, message, ms } = await extract(make());
  expect(code).toBe(-1102);
  expect(message).toMatch(why);
  expect(ms).toBeLessThan(MOST_MS);
});

const ITXT = Buffer.from('k\0\x01\0\0\0', 'latin1');

test.each<[name: string, make: () => Buffer]>([
  ['a JPEG in 12 passes', () => progressiveJpeg(160, 12)],
  [
    'a profile of 16 MB',
    () => baselineJpeg(64, filled(Buffer.alloc(65_537).fill(profile(), 0), 16 * 2 ** 20)),
  ],
  ['restart markers for 60 MB', () => baselineJpeg(64, NONE, filled(Buffer.from([0xff, 0xd0])))],
  ['fill bytes for 60 MB', () => baselineJpeg(64, Buffer.alloc(LARGE, 0xff))],
  ['a PNG profile that unpacks to 200 MB', () => pngWith(pngChunk('iCCP', zippedText('k\0\0', 2e8)))],
  ['notes that unpack to 4 GB', () => pngWith(filled(pngChunk('zTXt', zippedText('k\0\0', 8e6)), 4e6))],
  [
    'the same in another encoding',
    () => pngWith(filled(pngChunk('iTXt', Buffer.concat([ITXT, zipped(8e6)])), 4e6)),
  ],
  [
    'a GIF note of 60 MB',
    () => gifWith(Buffer.concat([Buffer.from([0x21, 0xfe]), filled(Buffer.from([1, 7])), Buffer.from([0])])),
  ],
])('reads %s for what it is, a picture without a face', async (_, make) => {
  const { code, ms } = await extract(make());
  expect(code).toBe(-1101);
  expect(ms).toBeLessThan(MOST_MS);
});

function profile(): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xe2, 0xff, 0xff]),
    Buffer.from('ICC_PROFILE\0'),
    Buffer.alloc(65_521),
  ]);
}

function zippedText(start: string, bytes: number): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), zipped(bytes)]);
}
