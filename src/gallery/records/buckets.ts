/** Templates a segment is meant to hold; docs/decisions/015 has the measurement. */
const ROWS_PER_BUCKET = 4096;
const MAX_BITS = 12;

/** A gallery's persons by the first bits of their keys, which are hashes and so spread evenly: 2^bits buckets. */
export function bucketOf(person: string, bits: number): number {
  return Number.parseInt(person.slice(0, 4), 16) >>> (16 - bits);
}

/** Whether a record may lie under that key, or belong to that group: anything may have been put there, and only hashes are mien's. */
export function isHash(key: unknown): key is string {
  return typeof key === 'string' && /^[0-9a-f]{32}$/.test(key);
}

/** Bits for a gallery of that many templates. */
export function bitsFor(rows: number): number {
  return Math.min(MAX_BITS, Math.max(0, Math.ceil(Math.log2(rows / ROWS_PER_BUCKET))));
}

/** All keys that begin with a person's key of that bucket. */
export function bucketRange(bucket: number, bits: number): IDBKeyRange {
  const end = (bucket + 1) << (16 - bits);
  return IDBKeyRange.bound(prefix(bucket << (16 - bits)), end > 0xffff ? 'g' : prefix(end), false, true);
}

/** All keys that could be persons', or their faces'. */
export function allBuckets(): IDBKeyRange {
  return bucketRange(0, 0);
}

function prefix(number: number): string {
  return number.toString(16).padStart(4, '0');
}
