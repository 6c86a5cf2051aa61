import type { ArchivedPerson } from '../../src/gallery/archive';
import { mulberry32 } from '../../tools/random';

export const ORIGIN = { model: 'made-up', modelHash: '0'.repeat(64), alignment: 'none' };
/** The contract's most. */
const FACES = 20;
/** The first persons have room for more. */
export const WITH_ROOM = 40;
const ROOM = 10;

interface Population {
  /** All together. */
  readonly faces: number;
  /** Numbers of a template. */
  readonly dimension: number;
}

/** Made-up persons, 20 faces each, all in one group. A person's faces are alike, as they are in life. */
export function* people({ faces, dimension }: Population): Generator<ArchivedPerson> {
  const next = mulberry32(faces + dimension);
  const count = Math.ceil(faces / FACES);
  for (let i = 0; i < count; i++) {
    const centre = direction(dimension, next);
    yield {
      person_id: personId(i),
      person_name: `Person ${i}`,
      tag: '',
      group_ids: ['all'],
      faces: Array.from({ length: i < WITH_ROOM ? ROOM : FACES }, (_, k) =>
        madeFace(i * FACES + k, near(centre, 0.8, next)),
      ),
    };
  }
}

export function personId(i: number): string {
  return `person-${i}`;
}

export function madeFace(id: number, template: Float32Array) {
  const point = { x: 101.5, y: 99.25 };
  return {
    face_id: `1${String(id).padStart(18, '0')}`,
    tag: '',
    template,
    origin: ORIGIN,
    face: {
      box: { x: 50.5, y: 60.25, width: 100.125, height: 110 },
      score: 0.93,
      landmarks: {
        rightEye: point,
        leftEye: point,
        noseTip: point,
        mouthCenter: point,
        rightEarTragion: point,
        leftEarTragion: point,
      },
    },
    pose: { pitch: 1.5, yaw: -2.25, roll: 0.5 },
    image: { width: 250, height: 250 },
  };
}

/** A template whose cosine with the other is about `similarity`. */
export function near(template: Float32Array, similarity: number, next: () => number): Float32Array {
  const other = direction(template.length, next);
  const rest = Math.sqrt(1 - similarity * similarity);
  return unit(template.map((number, k) => number * similarity + other[k] * rest));
}

export function direction(dimension: number, next: () => number): Float32Array {
  return unit(Float32Array.from({ length: dimension }, () => next() + next() + next() - 1.5));
}

function unit(numbers: Float32Array): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
  return numbers.map((number) => number / length);
}
