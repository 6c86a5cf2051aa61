import { fromJsonBytes, jsonBytes } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { bucketOf } from './buckets';
import type { GalleryDatabase, SealedRecord } from './schema';
import type { State } from './state';

/**
 * The segments that count, for templates of one origin. The gallery's state names the manifest's generation, and the
 * manifest each segment's, so that none can be swapped, replayed or dropped unseen.
 */
export interface Manifest {
  /** 2^bits buckets. */
  readonly bits: number;
  /** Bucket → generation of its segment. What has none is read from the records. */
  readonly segments: Readonly<Record<number, number>>;
}

export function segmentKey(origin: string, bucket: number): string {
  return `${origin}.${bucket}`;
}

/** The origin's manifest, or undefined when there is none that counts: segments are a cache. */
export async function openManifest(
  keys: GalleryKeys,
  state: Pick<State, 'manifests'>,
  origin: string,
  record: SealedRecord | undefined,
): Promise<Manifest | undefined> {
  if (record === undefined || record.generation !== state.manifests[origin]) return undefined;
  try {
    const { key, generation, data } = record;
    return fromJsonBytes(await keys.open({ kind: 'manifest', key, generation }, data));
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

export async function sealManifest(
  keys: GalleryKeys,
  origin: string,
  manifest: Manifest,
  generation: number,
): Promise<SealedRecord> {
  const data = await keys.seal({ kind: 'manifest', key: origin, generation }, jsonBytes(manifest));
  return { key: origin, generation, data };
}

/** What a mutation writes of the segments. */
export interface SegmentChange {
  readonly manifests: readonly SealedRecord[];
  /** Of these manifests, by origin. */
  readonly generations: Readonly<Record<string, number>>;
  readonly segments: readonly SealedRecord[];
  /** Keys of segments to be deleted. */
  readonly gone: readonly string[];
}

export const NO_SEGMENTS: SegmentChange = { manifests: [], generations: {}, segments: [], gone: [] };

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
      const manifest = await openManifest(keys, state, origin, await db.get('manifests', origin));
      const segments: Record<number, number> = { ...manifest?.segments };
      const gone = manifest
        ? [...new Set(persons.map((person) => bucketOf(person, manifest.bits)))].filter(
            (bucket) => bucket in segments,
          )
        : [];
      if (manifest !== undefined && gone.length === 0) return NO_SEGMENTS;
      for (const bucket of gone) delete segments[bucket];
      const bits = manifest?.bits ?? 0;
      return {
        manifests: [await sealManifest(keys, origin, { bits, segments }, generation)],
        generations: { [origin]: generation },
        segments: [],
        // Without a manifest that counts, nobody knows which segments hold whom.
        gone: manifest ? gone.map((bucket) => segmentKey(origin, bucket)) : await segmentsOf(db, origin),
      };
    }),
  );
  return {
    manifests: parts.flatMap(({ manifests }) => manifests),
    generations: Object.assign({}, ...parts.map(({ generations }) => generations)),
    segments: [],
    gone: parts.flatMap(({ gone }) => gone),
  };
}

/** Keys of all segments that are stored, whether or not they count. */
export function segmentsOf(db: GalleryDatabase, origin: string): Promise<string[]> {
  return db.getAllKeys('segments', IDBKeyRange.bound(`${origin}.`, `${origin}/`));
}
