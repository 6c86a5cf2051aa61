import type { FaceQuality, QualityReason } from '../../../src';
import { type Messages, messages } from '../i18n';

type Words = Messages['quality'];
type Word = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

interface Property {
  /** What is said where nothing is wrong, if anything. */
  readonly good?: Word;
  /** The first that applies is said. */
  readonly warnings: readonly (readonly [word: Word, applies: (quality: FaceQuality) => boolean])[];
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
      ['slightlyBlurred', (q) => q.blur > 0.047],
    ],
  },
  {
    good: 'lit',
    warnings: [
      ['dark', (q) => q.brightness < 32],
      ['bright', (q) => q.white > 0.4],
      ['lowContrast', (q) => q.contrast < 30],
    ],
  },
  {
    warnings: [
      ['aside', (q) => Math.abs(q.pose.yaw) > 20],
      ['up', (q) => q.pose.pitch > 30],
      ['down', (q) => q.pose.pitch < -30],
    ],
  },
  { warnings: [['cutOff', (q) => q.visible < 0.9]] },
  { warnings: [['covered', (q) => q.score < 0.75]] },
];

/** What would help against each. Only what is wrong has one. */
const HELP: Readonly<Partial<Record<Word, QualityReason>>> = {
  small: 'too_small',
  blurred: 'blurred',
  slightlyBlurred: 'blurred',
  dark: 'too_dark',
  bright: 'too_bright',
  lowContrast: 'low_contrast',
  aside: 'turned_away',
  up: 'turned_away',
  down: 'turned_away',
  cutOff: 'cut_off',
  covered: 'unclear',
};

/** What the photo of a face is worth, as in "48 px between the eyes, sharp, well lit". */
export function qualityWords(quality: FaceQuality): string {
  const words = messages.value.quality;
  const named = wordsOf(quality).map((word) => words[word]);
  return [words.eyes(Math.floor(quality.eyeDistance)), ...named].join(', ');
}

/** What the next photo should have that this one has not, a sentence each. */
export function adviceFor(quality: FaceQuality): string[] {
  const helps = wordsOf(quality).flatMap((word) => HELP[word] ?? []);
  return [...new Set(helps)].map((reason) => messages.value.reasons[reason]);
}

function wordsOf(quality: FaceQuality): Word[] {
  return PROPERTIES.flatMap(({ good, warnings }): Word[] => {
    const [warning] = warnings.find(([, applies]) => applies(quality)) ?? [];
    const word = warning ?? good;
    return word === undefined ? [] : [word];
  });
}
