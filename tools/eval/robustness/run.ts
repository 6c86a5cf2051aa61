import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CODES } from '../../../src';
import { median, quantile } from '../../quantiles';
import { type Dump, noteSize, type Pair, personOf, startProgress, writeDump } from '../photos';
import { faceSize, planCopy } from './geometry';
import { DEGRADATIONS, degradedKey } from './kinds';
import type { RobustnessTrial } from './summary';
import type { Look, Tile } from './tab';

type Found = Extract<Look, { template: number[] }>;

interface Work {
  readonly images: string;
  readonly pairs: readonly Pair[];
  /** Outcomes are added to it; what it has already is not looked at again. */
  readonly dump: Dump;
  /** Where it is written after each pair. */
  readonly file: string | undefined;
  readonly log: (line: string) => void;
}

/** Photos shown in examples.jpg, and tiles a row. */
const EXAMPLES = 2;
const COLUMNS = 7;

/**
 * Sends both photos of each pair, and the degraded copies of photo b, through the engine. The photos always, for the
 * face that copies are planned by. Returns what was found in each photo b, and how large the faces there are, px.
 */
export async function lookAtCopies(page: Page, { images, pairs, dump, file, log }: Work) {
  const found = new Map<string, Found>();
  const progress = startProgress(pairs.length, 'pairs', log);
  try {
    for (const [i, { a, b }] of pairs.entries()) {
      await page.setInputFiles('#files', [join(images, a), join(images, b)]);
      const [one, two] = await page.evaluate(async () => {
        const [a, b] = document.querySelector('input')?.files ?? [];
        return [await lookAt(a), await lookAt(b)];
      });
      record(dump, a, one);
      record(dump, b, two);
      noteSize(dump, images, a);
      noteSize(dump, images, b);
      if ('face' in two) {
        found.set(b, two);
        if ('face' in one) await lookAtMissing(page, b, two, dump);
      }
      if (file) writeDump(file, dump);
      progress.at(i + 1);
    }
  } finally {
    progress.stop();
  }
  const sizes = [...found.values()].map(({ face }) => Math.round(faceSize(face)));
  const faces = { smallest: quantile(sizes, 0), median: median(sizes), largest: quantile(sizes, 1) };
  return { found, faces };
}

/** The copies of the page's second file that the dump has not. */
async function lookAtMissing(page: Page, b: string, { face, image }: Found, dump: Dump): Promise<void> {
  const missing = DEGRADATIONS.filter((each) => !dump.images.has(degradedKey(b, each)));
  const plans = missing.map((each) => planCopy(image, face, each));
  const looks = await page.evaluate(async (plans) => {
    const photo = document.querySelector('input')?.files?.[1] as File;
    const looks: Look[] = [];
    for (const plan of plans) looks.push(await lookAt(await degrade(photo, plan)));
    return looks;
  }, plans);
  missing.forEach((each, i) => {
    record(dump, degradedKey(b, each), looks[i]);
  });
}

function record(dump: Dump, key: string, look: Look): void {
  dump.images.set(key, 'template' in look ? Float32Array.from(look.template) : null);
  if ('code' in look && look.code !== CODES.NO_FACE)
    dump.unreadable.set(key, `${look.code}: ${look.message}`);
}

/** The pairs of whose photos the engine has templates. */
export function trialsOf(pairs: readonly Pair[], { images, unreadable }: Dump): RobustnessTrial[] {
  return pairs.flatMap(({ a, b }) => {
    const [one, two] = [images.get(a), images.get(b)];
    if (!one || !two) return [];
    const copies = DEGRADATIONS.map((each) => {
      const key = degradedKey(b, each);
      const none = unreadable.has(key) ? ('refused' as const) : ('no face' as const);
      return [each.name, images.get(key) ?? none] as const;
    });
    return [{ person: personOf(b), a: one, b: two, copies: new Map(copies) }];
  });
}

/** A sheet of all degradations of the first photos, JPEG. */
export async function drawExamples(
  page: Page,
  images: string,
  found: ReadonlyMap<string, Found>,
): Promise<Buffer> {
  const shown = [...found].slice(0, EXAMPLES);
  await page.setInputFiles(
    '#files',
    shown.map(([path]) => join(images, path)),
  );
  const tiles = shown.flatMap(([, { face, image }], file): Tile[] =>
    DEGRADATIONS.map((each) => ({ file, plan: planCopy(image, face, each), name: each.name })),
  );
  const sheet = await page.evaluate(
    ([tiles, columns]) => drawSheet([...(document.querySelector('input')?.files ?? [])], tiles, columns),
    [tiles, COLUMNS] as const,
  );
  return Buffer.from(sheet, 'base64');
}
