import { type ConfidenceScale, confidenceScale } from '../../match';
import {
  type AttemptLimit,
  CODES,
  type DuplicateChoice,
  type DuplicatePair,
  type DuplicatePerson,
  type DuplicateProgress,
  type DuplicateReport,
  FaceError,
  type GalleryModel,
  othersTurn,
  tell,
} from '../../protocol';
import { findWithFaces } from '../persons';
import { type Face, type Person, sameOrigin } from '../records';
import type { Gallery } from '../store';
import { type Judge, noteAttempts } from '../verify';
import { admitSearch } from './identify';
import { MostAlike } from './most-alike';
import { comparePairs } from './pairs';
import { countComparisons, countPairs, type People } from './people';
import type { Searcher } from './searcher';

const LIMIT = 100;
const MOST = 1_000;
/** Pairs kept beside those that are asked for: some may turn out to be none any more. */
const SPARE = 1_000;
/** What `verify` asks for, too: no pair of persons is less alike than one person is to be. */
const LEAST = 75;
/** Whoever else wants something of the worker waits no longer than about so long. */
const STRETCH_MS = 16;

/** How the persons of a pair are compared once more, and what holds for whoever is compared. */
export interface Rules extends Pick<GalleryModel, 'origin' | 'dimension' | 'calibration'> {
  readonly judge: Judge;
  readonly attempts: AttemptLimit | undefined;
  readonly shown: (confidence: number) => number;
}

/** What of a person is needed to compare them once more. */
interface Known {
  readonly person: Person;
  /** Those of the origin, at least one. */
  readonly faces: readonly Face[];
}

/**
 * The pairs of persons who are so alike that they may be one, the most alike first. Compares everybody as of one moment, a stretch at a time, so
 * that others are served meanwhile; then reads and compares the persons of each pair once more, as they are by then, with both networks. Who came
 * meanwhile is not among them. −1301, −1306 for a group that is none; −1313 (`option`); −1103 when all faces are of other models or alignments; 15
 * when one of those found was compared too often; the signal's reason.
 */
export async function findDuplicates(
  gallery: Gallery,
  searcher: Searcher,
  rules: Rules,
  { group_id, minConfidence, limit = LIMIT }: DuplicateChoice,
  onProgress: (progress: DuplicateProgress) => unknown,
  signal: AbortSignal,
): Promise<DuplicateReport> {
  checkNumbers(minConfidence, limit);
  const groups = group_id === undefined ? undefined : await admitSearch(gallery, { group_id });
  const { keys, people } = await searcher.people(groups, rules.origin, rules.dimension);
  const scale = confidenceScale(rules.calibration);
  const least = minConfidence ?? fewStrangers(scale, people);
  const alike = new MostAlike(limit + SPARE);
  const of = countPairs(people.persons.length);
  let pairs = 0;
  let began = performance.now();
  for (const more of comparePairs(people, scale, least, (pair) => alike.add(pair))) {
    pairs += more;
    if (performance.now() - began < STRETCH_MS) continue;
    tell(onProgress, { pairs, of });
    await othersTurn();
    signal.throwIfAborted();
    await gallery.keys(); // not once it is locked
    began = performance.now();
  }
  tell(onProgress, { pairs, of });

  const present = new Present(gallery, rules, group_id);
  const found: DuplicatePair[] = [];
  let looked = 0;
  for (const { a, b } of alike.sorted()) {
    if (found.length === limit) break;
    signal.throwIfAborted();
    looked += 1;
    const [one, other] = [a, b].map((i) => people.persons[i].person_id).sort();
    const pair = await present.compare(one, other);
    if (pair !== undefined && pair.confidence >= least) found.push(pair);
  }
  // To keys that are the gallery's no more everybody is damaged, which is no "nobody".
  await gallery.requireCurrent(keys);
  const persons = new Set(found.flatMap((pair) => pair.persons.map(({ person_id }) => person_id)));
  const attempted = [...persons].map((person_id) => ({ person_id, times: 1 }));
  if (rules.attempts) await noteAttempts(gallery, attempted, rules.attempts, false);
  return {
    persons: people.persons.length,
    minConfidence: least,
    pairs: found
      .sort((a, b) => b.confidence - a.confidence)
      .map((pair) => ({ ...pair, confidence: rules.shown(pair.confidence) })),
    more: alike.count - looked,
  };
}

/** The persons of pairs as they are stored now. Each is read once. */
class Present {
  readonly #gallery: Gallery;
  readonly #rules: Rules;
  readonly #group_id: string | undefined;
  readonly #known = new Map<string, Promise<Known | undefined>>();

  constructor(gallery: Gallery, rules: Rules, group_id: string | undefined) {
    this.#gallery = gallery;
    this.#rules = rules;
    this.#group_id = group_id;
  }

  /** Undefined when one of them is gone, damaged, out of the group, or has no face any more that can be compared. */
  async compare(a: string, b: string): Promise<DuplicatePair | undefined> {
    const [one, other] = await Promise.all([this.#read(a), this.#read(b)]);
    if (one === undefined || other === undefined) return undefined;
    const there = this.#highest(one, other);
    if (one.faces.length === 1 && other.faces.length === 1) return there;
    const back = this.#highest(other, one);
    if (there.confidence >= back.confidence) return there;
    return { confidence: back.confidence, persons: [back.persons[1], back.persons[0]] };
  }

  /** The highest confidence of the first one's faces with the other person. */
  #highest(one: Known, other: Known): DuplicatePair {
    const all = one.faces.map((face) => ({ face, ...this.#rules.judge.stored(face, other.faces) }));
    const { face, confidence, bestAt } = all.reduce((a, b) => (b.confidence > a.confidence ? b : a));
    return { confidence, persons: [describe(one, face), describe(other, other.faces[bestAt])] };
  }

  #read(person_id: string): Promise<Known | undefined> {
    const reading = this.#known.get(person_id) ?? this.#readNow(person_id);
    this.#known.set(person_id, reading);
    return reading;
  }

  async #readNow(person_id: string): Promise<Known | undefined> {
    try {
      const { person, faces } = await findWithFaces(this.#gallery, person_id);
      if (this.#group_id !== undefined && !person.group_ids.includes(this.#group_id)) return undefined;
      const own = faces.filter(({ origin }) => sameOrigin(origin, this.#rules.origin));
      return own.length === 0 ? undefined : { person, faces: own };
    } catch (error) {
      const gone =
        error instanceof FaceError && (error.code === CODES.NO_PERSON || error.data?.storage === 'damaged');
      if (gone) return undefined;
      throw error;
    }
  }
}

function describe({ person: { person_id, person_name } }: Known, { face_id }: Face): DuplicatePerson {
  return { person_id, person_name, face_id };
}

/** From where on one pair of strangers is to be expected among all of them. */
function fewStrangers(scale: ConfidenceScale, people: People): number {
  return Math.max(LEAST, scale.confidenceAt(1 / Math.max(1, countComparisons(people))));
}

function checkNumbers(minConfidence: unknown, limit: unknown): void {
  const isConfidence = typeof minConfidence === 'number' && minConfidence >= 0 && minConfidence <= 100;
  const isCount = Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= MOST;
  if ((minConfidence === undefined || isConfidence) && isCount) return;
  throw new FaceError(
    CODES.PARAMETER_INVALID,
    `findDuplicates takes minConfidence, 0 to 100, and limit, whole, 1 to ${MOST}`,
    { kind: 'option' },
  );
}
