import { createBlock, type KernelName } from '../../match';
import type { TemplateOrigin } from '../../protocol';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { bitsFor, bucketOf, bucketRange, openSegmentList, type SegmentList, segmentKey } from '../records';
import { type Gallery, MOST_UNPROVEN_GENERATION, openOrRecount, plainCount, readState } from '../store';
import type { Progress } from './catch-up';
import { entriesOf } from './entries';
import { SearchIndex } from './search-index';
import { openSegment, type Segment } from './segment';

/** Reads that are on their way at once: enough to keep the disk and the deciphering busy together. */
const LANES = 4;

/** An index as it came from the database: what changed since must still be caught up with. */
export interface LoadedIndex extends Progress {
  readonly index: SearchIndex;
  /** Keys of persons left out since a record of theirs is damaged. */
  readonly damaged: readonly string[];
}

/** What an index holds: templates of one model and alignment. */
export interface IndexKind {
  readonly origin: TemplateOrigin;
  readonly dimension: number;
  readonly kernel: KernelName;
}

function originKey(keys: GalleryKeys, { model, modelHash, alignment }: TemplateOrigin): Promise<string> {
  return keys.hash('origin', JSON.stringify([model, modelHash, alignment]));
}

/** Reads the gallery into memory: from its segments, and from the records where there is none or a damaged one. */
export async function loadIndex(
  gallery: Gallery,
  keys: GalleryKeys,
  kind: IndexKind,
  useSegments: boolean,
): Promise<LoadedIndex> {
  const key = await originKey(keys, kind.origin);
  const transaction = gallery.db.transaction(['state', 'persons', 'manifests']);
  const [stored, sealedList] = await Promise.all([
    readState(transaction),
    transaction.objectStore('manifests').get(key),
    transaction.done,
  ]);
  const state = await openOrRecount(gallery, keys, stored);
  const basis = await keys.basis(state.basis, kind.dimension);
  const index = new SearchIndex(kind.origin, key, createBlock(kind.kernel, kind.dimension), basis);
  index.reserve(state.faces);
  const listed = useSegments ? await openSegmentList(keys, state, key, sealedList) : undefined;
  const list = listed ?? { bits: bitsFor(state.faces), segments: {} };
  const generations = new Array<number>(2 ** list.bits).fill(0);
  const damaged: string[] = [];
  let next = 0;
  const lane = async () => {
    while (next < generations.length) {
      const bucket = next++;
      const segment =
        (await fromSegment(gallery, keys, index, list, bucket)) ??
        (await fromRecords(gallery, keys, index, list.bits, bucket));
      generations[bucket] = segment.generation;
      damaged.push(...segment.damaged);
      index.addAll(segment.entries, segment.templates);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return {
    index,
    covers: (person) => generations[bucketOf(person, list.bits)],
    since: generations.reduce((a, b) => Math.min(a, b)),
    // A deletion takes the segments out that knew the person: what they hold was true when the state was read.
    deletions: state.generation,
    damaged,
  };
}

interface LoadedBucket extends Segment {
  readonly generation: number;
  readonly damaged: readonly string[];
}

async function fromSegment(
  { db }: Gallery,
  keys: GalleryKeys,
  index: SearchIndex,
  { segments }: SegmentList,
  bucket: number,
): Promise<LoadedBucket | undefined> {
  const generation = segments[bucket];
  if (generation === undefined) return undefined;
  try {
    const record = await db.get('segments', segmentKey(index.originKey, bucket));
    return { ...(await openSegment(keys, index, bucket, generation, record)), generation, damaged: [] };
  } catch (error) {
    // Also when another tab has just replaced it.
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

async function fromRecords(
  { db }: Gallery,
  keys: GalleryKeys,
  index: SearchIndex,
  bits: number,
  bucket: number,
): Promise<LoadedBucket> {
  const range = bucketRange(bucket, bits);
  const transaction = db.transaction(['state', 'persons', 'faces']);
  const [state, persons, faces] = await Promise.all([
    transaction.objectStore('state').get('state'),
    transaction.objectStore('persons').getAll(range),
    transaction.objectStore('faces').getAll(range),
    transaction.done,
  ]);
  const generation = plainCount(state?.generation, MOST_UNPROVEN_GENERATION) ?? 0;
  return { ...(await entriesOf(keys, { persons, faces }, index)), generation };
}
