import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  avif,
  baselineJpeg,
  box,
  flatPng,
  gifWith,
  progressiveJpeg,
  webpWith,
} from '../../src/vision/decode/testing';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

const MUTANTS = 300;
/** Sent to the page at a time. */
const BATCH = 50;
/** What a picture may be answered with; 213 would be a lost worker, or a call beyond its time limit. */
const ANSWERS = [0, -1101, -1102, -1103, -1300, -1400];

const SEED = Number(process.env.MIEN_SEED ?? 20_261_130);

/** One change of a file, at a part of its length. */
type Change =
  | { readonly kind: 'set'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'end'; readonly at: number };

/** A part of the length; doubles would be tiny ones, mostly. */
const part = fc.nat(1_000_000).map((n) => n / 1_000_000);
/** Half of them near the start, where headers are. */
const place = fc.oneof(
  part,
  part.map((at) => at / 20),
);
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc.constantFrom(
    Uint8Array.of(255, 255, 255, 255),
    Uint8Array.of(0, 0, 0, 0),
    Uint8Array.of(255, 0xda),
    Uint8Array.of(127, 255),
  ),
);
const length = fc.integer({ min: 1, max: 400 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    length,
    times: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), at: place, length }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
);

function changed(file: Buffer, one: Change): Buffer {
  const at = Math.floor(one.at * file.length);
  const [before, after] = [file.subarray(0, at), file.subarray(at)];
  switch (one.kind) {
    case 'set':
      return Buffer.concat([before, one.bytes, after.subarray(one.bytes.length)]);
    case 'insert':
      return Buffer.concat([before, one.bytes, after]);
    case 'repeat':
      return Buffer.concat([before, ...Array<Buffer>(one.times).fill(after.subarray(0, one.length)), after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(one.length)]);
    case 'end':
      return before;
  }
}

/** 24 bits a pixel, grey. */
function bmp(edge: number): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + edge * edge * 3, 2);
  [54, 40, edge, edge].forEach((value, i) => {
    header.writeUInt32LE(value, 10 + 4 * i);
  });
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, Buffer.alloc(edge * edge * 3, 128)]);
}

test(`answers ${MUTANTS} altered pictures with the codes of pictures, and asks nobody (seed ${SEED})`, async () => {
  await using tab = await openEngineTab();
  const unhandled: string[] = [];
  const requests: string[] = [];
  tab.page.on('pageerror', (error) => unhandled.push(String(error)));

  await tab.page.setInputFiles('#files', packagePhoto(3));
  const encoded = await tab.page.evaluate(async () => {
    const { face } = await engine.extract(files()[0]);
    const { x, y, width } = face.box;
    const bitmap = await createImageBitmap(files()[0], x - width / 2, y - width / 2, 2 * width, 2 * width);
    const canvas = new OffscreenCanvas(120, 120);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, 120, 120);
    const all: number[][] = [];
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      all.push([...new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())]);
    }
    return all;
  });
  const portraits = encoded.map((file) => Buffer.from(file));
  const originals: Buffer[] = [
    ...portraits,
    readFileSync(packagePhoto(4)),
    flatPng(64, 64, 6),
    bmp(64),
    gifWith(Buffer.from([0x21, 0xfe, 1, 7, 0])),
    webpWith(Buffer.from('EXIF\x02\0\0\0II', 'latin1')),
    avif(box('free', Buffer.alloc(40))),
    baselineJpeg(64),
    progressiveJpeg(64, 5),
  ];
  // Unbiased: small numbers would change little but first bytes.
  const mutant = fc.tuple(fc.nat(originals.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }));
  const mutants = fc
    .sample(fc.noBias(mutant), { numRuns: MUTANTS, seed: SEED })
    .map(([i, changes]) => changes.reduce(changed, originals[i]));

  tab.page.on('request', (request) => requests.push(request.url()));
  const answers: (number | undefined)[] = [];
  for (let at = 0; at < mutants.length; at += BATCH) {
    const batch = mutants.slice(at, at + BATCH).map((file) => file.toString('base64'));
    const codes = await tab.page.evaluate(
      async ([texts, first]) => {
        const codes: (number | undefined)[] = [];
        for (const [i, text] of texts.entries()) {
          const picture = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
          // Most by a single look: it is decoding that is tried.
          const call =
            (first + i) % 10 === 0 ? engine.extract(picture) : engine.detect(picture, { quick: true });
          codes.push((await failure(call))?.code ?? 0);
        }
        return codes;
      },
      [batch, at] as const,
    );
    answers.push(...codes);
  }
  const odd = answers.flatMap((code, i) =>
    ANSWERS.includes(code ?? Number.NaN) ? [] : [`mutant ${i}: ${code}`],
  );
  expect(odd).toEqual([]);
  expect(answers).toHaveLength(MUTANTS);
  // Not all are refused by their first bytes, and not all are pictures still.
  for (const code of [0, -1101, -1102, -1400]) expect(answers).toContain(code);
  expect(unhandled).toEqual([]);
  expect(requests).toEqual([]);
  // The same engine still answers.
  await tab.page.setInputFiles('#files', packagePhoto(3));
  expect(await tab.page.evaluate(() => failure(engine.extract(files()[0])))).toBeNull();
});
