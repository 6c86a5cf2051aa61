import { resolve } from 'node:path';
import { listImages, personOf, photosOfSeveral } from '../../tools/eval/photos';
import { mulberry32, shuffled } from '../../tools/random';
import type { PhotoAddress } from '../photos';

/** Photos a person, so that there are pairs of one person. */
const EACH = 2;

/** What the page needs of photos: those of a folder with one folder a person, where one is given. */
export function photoSite(images: string | undefined, count: number, seed = 1) {
  const folders = {
    '/samples/': resolve(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo'),
  };
  if (images === undefined) return { folders, pages: {} };
  const list = JSON.stringify(choose(images, count, mulberry32(seed)));
  return { folders: { ...folders, '/photos/': resolve(images) }, pages: { '/photos.json': list } };
}

/** Two photos each of people drawn at random. */
function choose(images: string, count: number, next: () => number): PhotoAddress[] {
  const byPerson = new Map<string, string[]>();
  for (const path of photosOfSeveral(listImages(images))) {
    byPerson.set(personOf(path), [...(byPerson.get(personOf(path)) ?? []), path]);
  }
  const chosen = shuffled([...byPerson], next).flatMap(([person, paths]) =>
    paths.slice(0, EACH).map((path) => ({ url: `/photos/${encodeURI(path)}`, person })),
  );
  if (chosen.length < EACH) throw new Error(`${images}: no folder of it has two photos of one person`);
  return chosen.slice(0, count);
}
