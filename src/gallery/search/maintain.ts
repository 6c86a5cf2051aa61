import {
  bitsFor,
  bucketOf,
  NO_SEGMENTS,
  openSegmentList,
  type SegmentChange,
  type SegmentList,
  sealSegmentList,
  segmentKey,
  segmentsOf,
} from '../records';
import { type Gallery, mutate, type Now } from '../store';
import type { IndexedPerson, SearchIndex } from './search-index';
import { type Segment, sealSegment } from './segment';

/** Segments written while others wait: some tens of milliseconds. */
const BATCH = 4;
/** Whoever searches waits for the index meanwhile; when another tab writes, this waits for a better time. */
const PATIENCE_MS = 500;
/** A segment is made anew when more of its templates changed since, and more than this share: fewer are as quickly read from the records. */
const STALE_ROWS = 64;
const STALE_SHARE = 1 / 8;

/**
 * Writes some of the segments that are missing or out of date. True when there are more to write. `catchUp` brings the
 * index to the present, or says that it cannot; it is called where nobody else can write.
 */
export async function maintain(
  gallery: Gallery,
  index: SearchIndex,
  catchUp: () => Promise<boolean>,
): Promise<boolean> {
  if (!(await wanting(gallery, index))) return false;
  return mutate(
    gallery,
    async (now) => {
      if (!(await catchUp())) return { change: { grown: { persons: 0, faces: 0 } }, result: false };
      const list = await presentList(gallery, now, index);
      const { stale, bits } = staleBuckets(index, list);
      const batch = stale.slice(0, BATCH);
      const segments = await rewrite(
        gallery,
        now,
        index,
        { bits, segments: bits === list?.bits ? list.segments : {} },
        batch,
      );
      return { change: { segments, grown: { persons: 0, faces: 0 } }, result: stale.length > batch.length };
    },
    PATIENCE_MS,
  );
}

async function wanting(gallery: Gallery, index: SearchIndex): Promise<boolean> {
  const keys = await gallery.keys();
  const transaction = gallery.db.transaction(['manifests']);
  const record = await transaction.objectStore('manifests').get(index.originKey);
  // Whether it counts is seen later; here it only says whether there may be anything to do.
  const state = { manifests: { [index.originKey]: record?.generation ?? 0 } };
  const list = await openSegmentList(keys, state, index.originKey, record);
  return staleBuckets(index, list).stale.length > 0;
}

async function presentList({ db }: Gallery, { keys, state }: Now, { originKey }: SearchIndex) {
  return openSegmentList(keys, state, originKey, await db.get('manifests', originKey));
}

/** Buckets to write, and how many there should be: twice as many templates a bucket as meant, or a quarter, ask for others. */
function staleBuckets(
  { persons, block }: SearchIndex,
  list: SegmentList | undefined,
): { stale: number[]; bits: number } {
  const wanted = bitsFor(block.rows);
  const keep = list !== undefined && list.bits >= wanted - 1 && list.bits <= wanted + 2;
  const bits = keep ? list.bits : wanted;
  const segments = keep ? list.segments : {};
  const rows = new Float64Array(2 ** bits);
  const changed = new Float64Array(2 ** bits);
  for (const person of persons) {
    if (person === undefined) continue;
    const bucket = bucketOf(person.key, bits);
    // A person without templates is something to write, too.
    const weight = Math.max(1, person.rows.length);
    rows[bucket] += weight;
    if (person.generation > (segments[bucket] ?? 0)) changed[bucket] += weight;
  }
  const stale: number[] = [];
  for (let bucket = 0; bucket < rows.length; bucket++) {
    const without = segments[bucket] === undefined;
    if (changed[bucket] > Math.max(STALE_ROWS, without ? 0 : rows[bucket] * STALE_SHARE)) stale.push(bucket);
  }
  return { stale, bits };
}

async function rewrite(
  { db }: Gallery,
  { keys, generation }: Now,
  index: SearchIndex,
  list: SegmentList,
  buckets: readonly number[],
): Promise<SegmentChange> {
  if (buckets.length === 0) return NO_SEGMENTS;
  const { originKey } = index;
  const contents = contentsOf(index, list.bits, buckets);
  const segments = await Promise.all(
    contents.map((content, i) => sealSegment(keys, index, buckets[i], content, generation)),
  );
  const listed: Record<number, number> = { ...list.segments };
  for (const bucket of buckets) listed[bucket] = generation;
  const kept = new Set(Object.keys(listed).map((bucket) => segmentKey(originKey, Number(bucket))));
  return {
    lists: [await sealSegmentList(keys, originKey, { bits: list.bits, segments: listed }, generation)],
    generations: { [originKey]: generation },
    segments,
    gone: (await segmentsOf(db, originKey)).filter((key) => !kept.has(key)),
  };
}

function contentsOf(index: SearchIndex, bits: number, buckets: readonly number[]): Segment[] {
  const persons = new Map<number, IndexedPerson[]>(buckets.map((bucket) => [bucket, []]));
  for (const person of index.persons) {
    if (person !== undefined) persons.get(bucketOf(person.key, bits))?.push(person);
  }
  return [...persons.values()].map((entries) => {
    const { dimension } = index.block;
    const rows = entries.flatMap((entry) => entry.rows);
    const templates = new Float32Array(rows.length * dimension);
    rows.forEach((row, i) => {
      templates.set(index.block.get(row), i * dimension);
    });
    return { entries, templates };
  });
}
