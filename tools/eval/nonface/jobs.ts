import { dirname, join, relative } from 'node:path';
import type { Box } from '../../../src';
import { sample } from '../../random';
import { listImages, readCountedPictures } from '../photos';
import { backgroundCrops } from './crops';
import type { Painting } from './painter';
import type { Job } from './tab';

const CROPS_A_PHOTO = 3;

/** A photo by its path, and the faces that `detect` finds in it. */
export interface PhotoFaces {
  readonly name: string;
  readonly faces: readonly Box[];
}

/** Up to three crops of the background of each photo, `count` of them all. */
export function backgrounds(
  photos: readonly PhotoFaces[],
  { images, count, seed }: { readonly images: string; readonly count: number; readonly seed: number },
): Job[] {
  const jobs = photos.flatMap(({ name, faces }, i) =>
    // A photo in which nothing was found may show a face all the same.
    (faces.length === 0
      ? []
      : backgroundCrops({ width: 250, height: 250 }, faces, CROPS_A_PHOTO, firstSeedOf(seed) + i)
    ).map((crop): Job => {
      const { x, y, width, height } = crop.region;
      return {
        name: `${name}#${x} ${y} ${width} ${height} ×${crop.scale}`,
        kind: 'background',
        file: join(images, name),
        crop,
      };
    }),
  );
  return sample(jobs, count, seed);
}

export function painted(of: Painting, count: number, seed: number): Job[] {
  const firstSeed = firstSeedOf(seed);
  return Array.from({ length: count }, (_, i) => ({
    name: `${of} ${firstSeed + i}`,
    kind: of,
    painting: { of, seed: firstSeed + i },
  }));
}

/** Files of a folder, and of a manifest those counted to show no face; apart from them a statue, drawn and masked faces. */
export function files(folder: string, manifest: string | undefined): Job[] {
  const kinds = new Map(listImages(folder).map((path) => [join(folder, path), 'file']));
  for (const { file, category, expect, faces } of manifest ? readCountedPictures(manifest) : []) {
    if (faces === 'statue') kinds.set(file, 'statue');
    else if (['drawn', 'masked'].includes(category)) kinds.set(file, category);
    else if (faces === '0' && expect.startsWith('decode')) kinds.set(file, 'file');
  }
  return [...kinds].map(([file, kind]) => ({ name: relative(dirname(folder), file), kind, file }));
}

/** Every find of `detect` but the first of a photo: crops keep away from them, so that they are to be looked at, too. */
export function furtherFaces(photos: readonly PhotoFaces[], images: string): Job[] {
  return photos.flatMap(({ name, faces }) =>
    faces.slice(1).map(({ x, y, width, height }) => {
      const edge = Math.round(Math.max(width, height) * 1.6);
      const region = {
        x: Math.max(0, Math.round(x + (width - edge) / 2)),
        y: Math.max(0, Math.round(y + (height - edge) / 2)),
        width: edge,
        height: edge,
      };
      const crop = { region, scale: 1 };
      return { name: `${name}#${x} ${y}`, kind: 'excluded', file: join(images, name), crop };
    }),
  );
}

/** Far apart, so that no two choices share a crop or a painting. */
function firstSeedOf(seed: number): number {
  return 100_000 * (seed - 1) + 1;
}
