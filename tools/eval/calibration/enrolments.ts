import { sample } from '../../random';
import type { TemplateBlock } from '../photos';
import { dotOfRows } from '../statistics';

/** A person with some photos taken as enrolled; photos as indexes into the block. */
export interface Enrolment {
  readonly person: number;
  readonly photos: readonly number[];
}

/** Every person with at least `faces` found photos, that many of them chosen at random. */
export function enrol({ persons, found }: TemplateBlock, faces: number, seed: number): Enrolment[] {
  const photosOf = new Map<number, number[]>();
  persons.forEach((person, photo) => {
    if (found[photo]) photosOf.set(person, [...(photosOf.get(person) ?? []), photo]);
  });
  return [...photosOf]
    .filter(([, photos]) => photos.length >= faces)
    .map(([person, photos]) => ({ person, photos: sample(photos, faces, seed * 100_003 + person) }));
}

/** Similarities of enrolled persons' means with photos: of other people, and of their own not enrolled. */
interface PersonScores {
  readonly impostor: Float32Array;
  readonly genuine: Float32Array;
}

/** Compares the mean template of each enrolment with every photo of the block that was not part of it. */
export function scoreEnrolments(block: TemplateBlock, enrolments: readonly Enrolment[]): PersonScores {
  const impostor: number[] = [];
  const genuine: number[] = [];
  for (const enrolment of enrolments) {
    compareEnrolment(block, enrolment, (photo, similarity) => {
      (block.persons[photo] === enrolment.person ? genuine : impostor).push(similarity);
    });
  }
  return { impostor: Float32Array.from(impostor), genuine: Float32Array.from(genuine) };
}

/** Hands over every photo of the block that was not enrolled, and its similarity to the enrolment's mean template. */
export function compareEnrolment(
  block: TemplateBlock,
  { photos }: Enrolment,
  visit: (photo: number, similarity: number) => void,
): void {
  const { found, values, dimension } = block;
  const mean = meanTemplate(block, photos);
  const enrolled = new Set(photos);
  for (let i = 0; i < found.length; i++) {
    if (!found[i] || enrolled.has(i)) continue;
    visit(i, dotOfRows(mean, 0, values, i * dimension, dimension));
  }
}

/** Unit vector. */
function meanTemplate({ values, dimension }: TemplateBlock, photos: readonly number[]): Float32Array {
  const sum = new Float32Array(dimension);
  for (const photo of photos) {
    for (let k = 0; k < dimension; k++) sum[k] += values[photo * dimension + k];
  }
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
