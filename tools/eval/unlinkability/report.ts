import { dot } from '../../../src/match';
import { mulberry32 } from '../../random';
import { markdown } from '../../tables';
import { personOf, type Templates } from '../photos';
import { count, scientific } from '../report';
import { byChance, unlinkability } from './d-sys';
import {
  compareAcross,
  inPlain,
  inTwoBases,
  linkedByProfile,
  type Person,
  renewed,
  type Scores,
} from './galleries';

/** Other persons that everybody is compared with. */
const OTHERS = 10;

/** People by what the second gallery has of them: the photo that the first has, or another. */
function peopleOf(templates: Templates): { same: Person[]; other: Person[] } {
  const photos = new Map<string, Float32Array[]>();
  for (const [path, template] of templates) {
    if (template === null) continue;
    photos.set(personOf(path), [...(photos.get(personOf(path)) ?? []), template]);
  }
  const lists = [...photos.values()];
  return {
    same: lists.map(([one]) => ({ one, two: one })),
    other: lists.filter(({ length }) => length > 1).map(([one, two]) => ({ one, two })),
  };
}

/** Of both kinds of people, without and with bases, over so many pairs of galleries. */
export async function unlinkabilityTable(templates: Templates, pairs: number): Promise<string> {
  const { same, other } = peopleOf(templates);
  const rows = [
    ...(await rowsOf('the same photo', same, pairs)),
    ...(await rowsOf('another photo', other, pairs)),
  ];
  return markdown(
    {
      head: [
        'second gallery has',
        'templates',
        'mated',
        'mean',
        'non-mated',
        'mean',
        'D_sys',
        'by chance',
        'linked by profile',
      ],
      rows,
    },
    'numbers',
  );
}

async function rowsOf(what: string, people: readonly Person[], pairs: number): Promise<string[][]> {
  const random = mulberry32(1);
  const plain = inPlain(people);
  const before = compareAcross(plain, OTHERS, random);
  const each: Scores[] = [];
  let profiles = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const galleries = await inTwoBases(people);
    each.push(compareAcross(galleries, OTHERS, random));
    if (pair === 0) profiles = linkedByProfile(galleries);
  }
  const all = { mated: joined(each, 'mated'), nonMated: joined(each, 'nonMated') };
  const single = mean(each.map(({ mated, nonMated }) => unlinkability(mated, nonMated)));
  const chance = mean(each.map(({ nonMated }) => byChance(nonMated, people.length, random, 2)));
  const linked = (number: number) => `${count(number)} of ${count(people.length)}`;
  return [
    row(what, 'in plain', before, linked(linkedByProfile(plain)), random),
    row(what, `in two bases, ${pairs} pairs of galleries together`, all, '', random),
    [
      what,
      'in two bases, mean of one pair',
      '',
      '',
      '',
      '',
      single.toFixed(3),
      chance.toFixed(3),
      linked(profiles),
    ],
  ];
}

function row(what: string, how: string, { mated, nonMated }: Scores, linked: string, random: () => number) {
  return [
    what,
    how,
    count(mated.length),
    mean(mated).toFixed(3),
    count(nonMated.length),
    mean(nonMated).toFixed(3),
    unlinkability(mated, nonMated).toFixed(3),
    byChance(nonMated, mated.length, random).toFixed(3),
    linked,
  ];
}

function joined(scores: readonly Scores[], which: keyof Scores): Float32Array {
  return Float32Array.from(scores.flatMap((each) => [...each[which]]));
}

function mean(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i];
  return sum / numbers.length;
}

/** How far a new basis moves cosines at most, after one writing and after ten renewals more. */
export async function roundingLine(templates: Templates): Promise<string> {
  const found = [...templates.values()].filter((template) => template !== null);
  const pairs = found.flatMap((_, i) =>
    [1, 2, 3, 5, 8, 13, 21, 34, 55, 89].map((k) => [i, (i + k) % found.length]),
  );
  const cosines = (written: readonly Float32Array[]) => pairs.map(([i, k]) => dot(written[i], written[k]));
  const plain = cosines(found);
  const most = (written: readonly Float32Array[]) =>
    cosines(written).reduce((worst, each, i) => Math.max(worst, Math.abs(each - plain[i])), 0);
  const once = await renewed(found, 1);
  const often = await renewed(found, 11);
  return `Of ${count(pairs.length)} cosines of ${count(found.length)} templates the basis moved none by more than ${scientific(most(once))}, ten renewals more by ${scientific(most(often))}.`;
}
