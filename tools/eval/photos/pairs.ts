import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParseRows } from 'd3-dsv';

export interface Pair {
  readonly fold: number;
  readonly same: boolean;
  readonly a: string;
  readonly b: string;
}

/** `fold,same,a,b` with a header line; `same` is 0 or 1, paths are relative to the images folder. */
export function readPairs(file: string): Pair[] {
  const [header, ...rows] = csvParseRows(readFileSync(file, 'utf8').trim());
  if (header?.join() !== 'fold,same,a,b') throw new Error(`${file}: the first line must be "fold,same,a,b"`);
  if (rows.length === 0) throw new Error(`${file} has no pairs`);
  return rows.map((row, i) => {
    const [fold, same, a, b] = row;
    if (row.length !== 4 || !a || !b || !/^-?\d+$/.test(fold) || !['0', '1'].includes(same)) {
      throw new Error(`${file}: line ${i + 2} is no pair: ${row.join()}`);
    }
    return { fold: Number(fold), same: same === '1', a, b };
  });
}

/** Every picture below a folder, relative, forward slashes, sorted. */
export function listImages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(jpe?g|png|webp|bmp|avif)$/i.test(path))
    .sort();
}

/** The person of a photo is its folder. */
export function personOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

/** The photos of people who have more than one. */
export function photosOfSeveral(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(personOf(path), (counts.get(personOf(path)) ?? 0) + 1);
  return paths.filter((path) => (counts.get(personOf(path)) ?? 0) > 1);
}

/** Checks that all photos of a pair list exist, so that a run does not break off late. */
export function requireImages(images: string, pairs: readonly Pair[], known: ReadonlySet<string>): void {
  const missing = pairs.flatMap(({ a, b }) => [a, b]).find((path) => !known.has(path));
  if (missing) throw new Error(`${join(images, missing)} of the pairs file does not exist`);
}
