import { fromJsonBytes, jsonBytes } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { bucketOf } from './buckets';
import type { GalleryDatabase, SealedRecord } from './schema';
import type { State } from './state';

/**
 * The segments that count, for templates of one origin. The gallery's state names the generation of their list, and the
 * list each segment's, so that none can be swapped, replayed or dropped unseen.
 */
export interface SegmentList {
  /** 2^bits buckets. */
  readonly bits: number;
  /** Bucket → generation of its segment. What has none is read from the records. */
  readonly segments: Readonly<Record<number, number>>;
}

export function segmentKey(origin: string, bucket: number): string {
  return `${origin}.${bucket}`;
}

/** The segment list of an origin, or undefined when there is none that counts: segments are a cache. */
export async function openSegmentList(
  keys: GalleryKeys,
  state: Pick<State, 'manifests'>,
  origin: string,
  record: SealedRecord | undefined,
): Promise<SegmentList | undefined> {
  if (record === undefined || record.generation !== state.manifests[origin]) return undefined;
  try {
    const { key, generation, data } = record;
    return fromJsonBytes(await keys.open({ kind: 'manifest', key, generation }, data));
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

export async function sealSegmentList(
  keys: GalleryKeys,
  origin: string,
  list: SegmentList,
  generation: number,
): Promise<SealedRecord> {
  const data = await keys.seal({ kind: 'manifest', key: origin, generation }, jsonBytes(list));
  return { key: origin, generation, data };
}

/** What a mutation writes of the segments. */
export interface SegmentChange {
  readonly lists: readonly SealedRecord[];
  /** Of these lists, by origin. */
  readonly generations: Readonly<Record<string, number>>;
  readonly segments: readonly SealedRecord[];
  /** Keys of segments to be deleted. */
  readonly gone: readonly string[];
}

export const NO_SEGMENTS: SegmentChange = { lists: [], generations: {}, segments: [], gone: [] };

/** Takes the segments that hold these persons (by key) out, for all origins. They are made again when there is time. */
export async function withoutPersons(
  db: GalleryDatabase,
  keys: GalleryKeys,
  state: State,
  persons: readonly string[],
): Promise<SegmentChange> {
  if (persons.length === 0) return NO_SEGMENTS;
  const generation = state.generation + 1;
  const parts = await Promise.all(
    (await db.getAllKeys('manifests')).map(async (origin): Promise<SegmentChange> => {
      const list = await openSegmentList(keys, state, origin, await db.get('manifests', origin));
      const segments: Record<number, number> = { ...list?.segments };
      const gone = list
        ? [...new Set(persons.map((person) => bucketOf(person, list.bits)))].filter(
            (bucket) => bucket in segments,
          )
        : [];
      if (list !== undefined && gone.length === 0) return NO_SEGMENTS;
      for (const bucket of gone) delete segments[bucket];
      const bits = list?.bits ?? 0;
      return {
        lists: [await sealSegmentList(keys, origin, { bits, segments }, generation)],
        generations: { [origin]: generation },
        segments: [],
        // Without a list that counts, nobody knows which segments hold whom.
        gone: list ? gone.map((bucket) => segmentKey(origin, bucket)) : await segmentsOf(db, origin),
      };
    }),
  );
  return {
    lists: parts.flatMap(({ lists }) => lists),
    generations: Object.assign({}, ...parts.map(({ generations }) => generations)),
    segments: [],
    gone: parts.flatMap(({ gone }) => gone),
  };
}

/** Keys of all segments that are stored, whether or not they count. */
export function segmentsOf(db: GalleryDatabase, origin: string): Promise<string[]> {
  return db.getAllKeys('segments', IDBKeyRange.bound(`${origin}.`, `${origin}/`));
}
