import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto, sharedData } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

/** Faces of each picture, counted by its source; of the others, by eye: whole faces, not those the border cuts. */
const SHARED: Readonly<Record<string, number>> = {
  'many/000_5.jpg': 5,
  'many/010_2.jpg': 2,
  'many/011_3.jpg': 3,
  'many/013_4.jpg': 4,
  'many/016_8.jpg': 8,
  'many/solvay1927.jpg': 29,
  'many/group-1.jpg': 14,
  'many/group-2.jpg': 3,
  'many/group-4.jpg': 5,
  'rotated/lfw_peirsol1_ccw90_noexif.jpg': 1,
  'rotated/lfw_peirsol1_ccw180_noexif.jpg': 1,
  'rotated/lfw_peirsol1_ccw270_noexif.jpg': 1,
};
const WITHOUT_FACES = ['017_0', 'hemlock_5', 'japanese_cherry_1', 'kodim02', 'kodim07', 'printed_text'];
/** Whole faces of the package's photos 1…6, counted by eye. */
const PACKAGE = [3, 3, 3, 4, 5, 4];

interface Found {
  readonly size: readonly [width: number, height: number];
  /** Visible part of each box, px². */
  readonly areas: readonly number[];
}

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab();
});

afterAll(() => tab[Symbol.asyncDispose]());

/** `turns`: quarters clockwise that the picture is turned before; `megapixels`: what it is enlarged to. */
async function detect(
  path: string,
  { mode = 0, turns = 0, megapixels = 0 }: { mode?: 0 | 1; turns?: number; megapixels?: number } = {},
): Promise<Found> {
  await tab.page.setInputFiles('#files', path);
  return tab.page.evaluate(
    async ({ mode, turns, megapixels }) => {
      const [file] = files();
      let image: File | OffscreenCanvas = file;
      if (turns > 0 || megapixels > 0) {
        const bitmap = await createImageBitmap(file);
        const pixels = bitmap.width * bitmap.height;
        const scale = megapixels > 0 ? Math.sqrt((megapixels * 1e6) / pixels) : 1;
        const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
        image = turns % 2 === 0 ? new OffscreenCanvas(width, height) : new OffscreenCanvas(height, width);
        const context = image.getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.translate(image.width / 2, image.height / 2);
        context.rotate((turns * Math.PI) / 2);
        context.drawImage(bitmap, -width / 2, -height / 2, width, height);
      }
      const { image_width, image_height, face } = await engine.detect(image, { mode });
      const areas = face.map(({ x, y, width, height }) => {
        const shown = (start: number, length: number, limit: number) =>
          Math.max(0, Math.min(limit, start + length) - Math.max(0, start));
        return shown(x, width, image_width) * shown(y, height, image_height);
      });
      return { size: [image_width, image_height] as const, areas };
    },
    { mode, turns, megapixels },
  );
}

describe('all faces of a photo', () => {
  it.for(PACKAGE.map((count, i) => [i + 1, count]))(
    'finds all of package photo %i: %i faces',
    async ([photo, count]) => {
      expect((await detect(packagePhoto(photo))).areas).toHaveLength(count);
    },
  );

  it.for(Object.entries(SHARED))('finds all of %s: %i faces', async ([file, count], context) => {
    expect((await detect(sharedData(context, `hard/${file}`))).areas).toHaveLength(count);
  });

  it.for(WITHOUT_FACES)('finds none in %s', async (name, context) => {
    await tab.page.setInputFiles('#files', sharedData(context, `hard/noface/${name}.jpg`));
    const seen = await tab.page.evaluate(() => failure(engine.detect(files()[0], { mode: 0 })));
    expect(seen?.code).toBe(-1101);
  });

  it('finds the faces of a group that lies on its side or stands on its head', async () => {
    for (const turns of [1, 2, 3]) {
      expect((await detect(packagePhoto(5), { turns })).areas, `${turns} turns`).toHaveLength(5);
    }
  });

  it('finds as many in 12 megapixels as in the small photo', async (context) => {
    const photo = sharedData(context, 'hard/many/016_8.jpg');
    expect((await detect(photo, { megapixels: 12 })).areas).toHaveLength(8);
  });
});

it('gives the largest face alone in mode 1, and first in mode 0', async () => {
  const { areas: all, size } = await detect(packagePhoto(5));
  const { areas: one } = await detect(packagePhoto(5), { mode: 1 });
  expect(size).toEqual([1920, 1398]);
  expect(one).toHaveLength(1);
  expect(one[0] / all[0]).toBeGreaterThan(0.9);
  expect(Math.max(...all)).toBe(all[0]);
});

it('stops looking when it is aborted, and then answers the next call at once', async () => {
  await tab.page.setInputFiles('#files', packagePhoto(1));
  const seen = await tab.page.evaluate(async () => {
    // Grey noise: no face, and therefore every tile of a long search.
    const noise = new ImageData(1600, 1200);
    noise.data.forEach((_, i) => {
      noise.data[i] = i % 4 === 3 ? 255 : 100 + ((i * 7919) % 32);
    });
    const began = performance.now();
    await failure(engine.detect(noise, { mode: 0 }));
    const whole = performance.now() - began;
    const aborted = await failure(engine.detect(noise, { mode: 0, signal: AbortSignal.timeout(whole / 10) }));
    const afterwards = performance.now();
    await engine.detect(files()[0], { mode: 1 });
    return { name: aborted?.name, whole, next: performance.now() - afterwards };
  });
  expect(seen.name).toBe('TimeoutError');
  expect(seen.next).toBeLessThan(seen.whole / 2);
});
