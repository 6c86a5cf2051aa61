import type { FaceQuality } from '../../src';

interface Property {
  /** What is said where nothing is wrong, if anything. */
  readonly good?: string;
  /** The first that applies is said. */
  readonly warnings: readonly (readonly [words: string, applies: (quality: FaceQuality) => boolean])[];
}

/**
 * Words beside a verdict, which is given all the same. Most limits are stricter than those of enrolment: they lie
 * where misses begin to grow in the tables of docs/decisions/009, not where they have doubled.
 */
const PROPERTIES: readonly Property[] = [
  { warnings: [['small', (q) => q.eyeDistance < 16]] },
  {
    good: 'sharp',
    warnings: [
      ['blurred', (q) => q.blur > 0.07],
      // Less sharp than 99 of 100 news photos.
      ['slightly blurred', (q) => q.blur > 0.047],
    ],
  },
  {
    good: 'well lit',
    warnings: [
      ['dark', (q) => q.brightness < 32],
      ['too bright', (q) => q.white > 0.4],
      ['low contrast', (q) => q.contrast < 30],
    ],
  },
  {
    warnings: [
      ['turned aside', (q) => Math.abs(q.pose.yaw) > 20],
      ['looking up', (q) => q.pose.pitch > 30],
      ['looking down', (q) => q.pose.pitch < -30],
    ],
  },
  { warnings: [['cut off', (q) => q.visible < 0.9]] },
  { warnings: [['perhaps covered', (q) => q.score < 0.75]] },
];

/** What the photo of a face is worth, as in "face 48 px between the eyes, sharp, well lit". */
export function qualityWords(quality: FaceQuality): string {
  const words = PROPERTIES.flatMap(({ good = [], warnings }) => {
    const [warning = good] = warnings.find(([, applies]) => applies(quality)) ?? [];
    return warning;
  });
  return [`face ${Math.floor(quality.eyeDistance)} px between the eyes`, ...words].join(', ');
}
