import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baselineJpeg, flatPng, progressiveColourJpeg } from '../../src/vision/decode/testing';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { peakMemoryGrowth } from '../support/renderer-memory';

/** What a picture may cost. */
const MOST_MB = 400;
/** What is left when one is refused by its header. */
const REFUSED_MB = 30;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mien-large-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [6144, 8160],
  [8192, 6144],
  [12_000, 9000],
])('takes a phone’s photo of %i × %i px, and says where the face is in it', async (width, height) => {
  await using tab = await openEngineTab();
  await tab.page.setInputFiles('#files', packagePhoto(3));
  const { cosine, face, one, all } = await tab.page.evaluate(
    async ([width, height]) => {
      const [file] = files();
      const small = await engine.extract(file);
      const { x, y, width: edge } = small.face.box;
      // The face a third as wide as the photo's shorter edge, in its middle.
      const scale = Math.min(width, height) / 3 / edge;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.fillStyle = '#888';
      context.fillRect(0, 0, width, height);
      const bitmap = await createImageBitmap(file, x - edge / 2, y - edge / 2, 2 * edge, 2 * edge);
      const drawn = 2 * edge * scale;
      context.drawImage(bitmap, (width - drawn) / 2, (height - drawn) / 2, drawn, drawn);
      const large = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      const one = await engine.extract(large);
      const all = await engine.detect(large);
      return {
        cosine: one.template.reduce((sum, x, i) => sum + x * small.template[i], 0),
        face: one.face.box,
        one: one.image,
        all: { width: all.image_width, height: all.image_height, faces: all.face },
      };
    },
    [width, height] as const,
  );
  expect(cosine).toBeGreaterThan(0.95);
  expect(one).toEqual({ width, height });
  expect(face.x + face.width / 2).toBeCloseTo(width / 2, -Math.log10(width / 10));
  expect(all).toMatchObject({ width, height });
  expect(all.faces[0].x / face.x).toBeCloseTo(1, 1);
});

test.each<[name: string, make: () => Buffer, code: number, most: number]>([
  ['takes a JPEG of 108 megapixels', () => baselineJpeg([12_000, 9000]), -1101, MOST_MB],
  ['takes a PNG of 67', () => flatPng(8192, 8192), -1101, MOST_MB],
  ['takes a progressive JPEG of 50, in full colour', () => progressiveColourJpeg(6144, 8160), -1101, MOST_MB],
  ['refuses one of 67', () => progressiveColourJpeg(8192, 8192), -1102, REFUSED_MB],
  ['refuses a JPEG of 111', () => baselineJpeg([12_000, 9250]), -1102, REFUSED_MB],
  ['refuses a PNG of 68', () => flatPng(8192, 8300), -1102, REFUSED_MB],
])('%s, within memory', async (_, make, code, most) => {
  // What a worker takes that is started meanwhile is not the picture's.
  await using tab = await openEngineTab({ engine: { keepWarm: false } });
  await tab.page.evaluate(() => failure(engine.extract(new ImageData(300, 300))));
  const path = join(folder, 'picture');
  writeFileSync(path, make());
  await tab.page.setInputFiles('#files', path);
  let failed: { readonly code: number | undefined } | null = null;
  const grown = await peakMemoryGrowth(tab.browser, async () => {
    failed = await tab.page.evaluate(() => failure(engine.extract(files()[0])));
  });
  expect(failed).toMatchObject({ code });
  if (process.platform === 'linux') expect(grown / 1e6).toBeLessThan(most);
});
