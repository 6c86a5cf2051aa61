import { createHash } from 'node:crypto';
import { SPECIES, type Species } from '../../../pad';
import { mulberry32, shuffled } from '../../../random';

export const CHECKS = ['actions', 'flash', 'both'] as const;

export type Check = (typeof CHECKS)[number];

/** One session before the camera. */
export interface Session {
  readonly name: string;
  readonly checks: Check;
  readonly species: Species;
  /** Photos, relative to the folder of people: who it is about, and somebody else. */
  readonly own: string;
  readonly other: string;
  readonly seed: number;
}

/** How many sessions a plan has of each check. */
export interface Counts {
  readonly genuine: number;
  readonly attack: number;
}

/** One photo for each person, people in an order drawn by a seed. */
export function onePhotoEach(paths: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const path of paths) {
    const person = path.split('/').slice(0, -1).join('/');
    if (!first.has(person)) first.set(person, path);
  }
  return shuffled([...first.values()], mulberry32(1));
}

/** Sessions of each check and species, each of another person. Throws where there are fewer people than sessions. */
export function planOf(
  photos: readonly string[],
  checks: readonly Check[],
  species: readonly Species[],
  counts: Counts,
): Session[] {
  const countOf = (each: Species) => (SPECIES[each].attack ? counts.attack : counts.genuine);
  const most = Math.max(...species.map(countOf));
  if (most > photos.length - 1)
    throw new Error(`${most} sessions of different people need ${most + 1} photos, not ${photos.length}`);
  // In turns, so that a run that is broken off has some of each.
  return Array.from({ length: most }, (_, i) =>
    checks.flatMap((check) =>
      species
        .filter((each) => i < countOf(each))
        .map((each): Session => {
          const name = `${check}/${each}/${i}`;
          return {
            name,
            checks: check,
            species: each,
            own: photos[i],
            other: photos[i + 1],
            seed: createHash('sha256').update(name).digest().readUInt32LE(),
          };
        }),
    ),
  ).flat();
}
