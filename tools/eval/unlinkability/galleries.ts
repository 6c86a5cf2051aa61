import { GalleryKeys } from '../../../src/gallery/keys';
import { changeBasis, dot } from '../../../src/match';

/** A person's templates in two galleries, of the same photo or of two. */
export interface Person {
  readonly one: Float32Array;
  readonly two: Float32Array;
}

/** The same people in two galleries, as they are stored there. */
export interface Galleries {
  readonly one: readonly Float32Array[];
  readonly two: readonly Float32Array[];
}

export function inPlain(people: readonly Person[]): Galleries {
  return { one: people.map(({ one }) => one), two: people.map(({ two }) => two) };
}

/** As two new galleries write them, each in a basis of its own. */
export async function inTwoBases(people: readonly Person[]): Promise<Galleries> {
  const plain = inPlain(people);
  return { one: await renewed(plain.one, 1), two: await renewed(plain.two, 1) };
}

/** As a new gallery stores them after so many writings, each in another basis. */
export async function renewed(templates: readonly Float32Array[], times: number): Promise<Float32Array[]> {
  const root = crypto.getRandomValues(new Uint8Array(32));
  const keys = await GalleryKeys.derive(root, 'unlinkability', crypto.randomUUID());
  let [from, written] = [await keys.basis(null, 0), [...templates]];
  for (let time = 0; time < times; time++) {
    const to = await keys.basis(crypto.randomUUID(), templates[0].length);
    written = written.map((template) => changeBasis(template, from, to));
    from = to;
  }
  return written;
}

export interface Scores {
  readonly mated: Float32Array;
  readonly nonMated: Float32Array;
}

/** Everybody's cosine with themselves in the other gallery, and with `others` other persons there. */
export function compareAcross({ one, two }: Galleries, others: number, random: () => number): Scores {
  const mated = Float32Array.from(one, (template, i) => dot(template, two[i]));
  const nonMated = new Float32Array(one.length * others);
  for (let at = 0; at < nonMated.length; at++) {
    const i = at % one.length;
    const k = (i + 1 + Math.floor(random() * (one.length - 1))) % one.length;
    nonMated[at] = dot(one[i], two[k]);
  }
  return { mated, nonMated };
}

/** Cosines within a gallery by which a person is described. */
const QUANTILES = 64;

/**
 * How many persons are recognised in the other gallery by whoever has both of them whole: by their cosines with everybody else in their own gallery,
 * which no basis changes. The person whose sorted cosines are most alike is taken.
 */
export function linkedByProfile({ one, two }: Galleries): number {
  const [first, second] = [one, two].map(profilesOf);
  let linked = 0;
  first.forEach((profile, i) => {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    second.forEach((other, k) => {
      let distance = 0;
      for (let q = 0; q < QUANTILES; q++) distance += (profile[q] - other[q]) ** 2;
      if (distance < least) [least, nearest] = [distance, k];
    });
    if (nearest === i) linked += 1;
  });
  return linked;
}

function profilesOf(templates: readonly Float32Array[]): Float32Array[] {
  return templates.map((template, i) => {
    const cosines = Float32Array.from(
      templates.filter((_, k) => k !== i),
      (other) => dot(template, other),
    ).sort();
    return Float32Array.from({ length: QUANTILES }, (_, q) => {
      const at = Math.round((q * (cosines.length - 1)) / (QUANTILES - 1));
      return cosines[at];
    });
  });
}
