import { packNumbers, unpackNumbers } from '../bytes';
import type { GalleryKeys } from '../keys';
import { type SealedRecord, segmentKey } from '../records';

/** What a search needs to know of a person, beside their templates. */
export interface IndexEntry {
  /** The person's key: hash of the person_id. */
  readonly key: string;
  readonly person_id: string;
  readonly group_ids: readonly string[];
  /** The generation of the person's record that it was made from. */
  readonly generation: number;
  /** `<face_id>.<generation>` of each face of the index's origin, in the order they were added. */
  readonly faces: readonly string[];
  /** Models of the faces of other origins, which are not compared. */
  readonly others: readonly string[];
  /** As the person has it. */
  readonly expires?: number | undefined;
}

/** A bucket's persons, and their templates one after another. */
export interface Segment {
  readonly entries: readonly IndexEntry[];
  readonly templates: Float32Array;
}

type PackedEntry = readonly [
  key: string,
  person_id: string,
  groups: readonly number[],
  generation: number,
  faces: readonly string[],
  others: readonly string[],
  /** Since version 4 of the database. */
  expires?: number | null,
];

interface Directory {
  readonly group_ids: readonly string[];
  readonly entries: readonly PackedEntry[];
}

export async function sealSegment(
  keys: GalleryKeys,
  origin: string,
  bucket: number,
  { entries, templates }: Segment,
  generation: number,
): Promise<SealedRecord> {
  const groups = new Map<string, number>();
  const number = (id: string) => {
    const known = groups.get(id) ?? groups.size;
    groups.set(id, known);
    return known;
  };
  const packed = entries.map(
    ({ key, person_id, group_ids, generation, faces, others, expires }): PackedEntry => [
      key,
      person_id,
      group_ids.map(number),
      generation,
      faces,
      others,
      expires ?? null,
    ],
  );
  const directory: Directory = { group_ids: [...groups.keys()], entries: packed };
  const key = segmentKey(origin, bucket);
  const data = await keys.seal({ kind: 'segment', key, generation }, packNumbers(directory, templates));
  return { key, generation, data };
}

/** Throws Damaged for a record that is not this bucket's of this generation. */
export async function openSegment(
  keys: GalleryKeys,
  origin: string,
  bucket: number,
  generation: number,
  record: SealedRecord | undefined,
): Promise<Segment> {
  const place = { kind: 'segment', key: segmentKey(origin, bucket), generation } as const;
  const { value, numbers } = unpackNumbers<Directory>(await keys.open(place, record?.data));
  const entries = value.entries.map(
    ([key, person_id, groups, generation, faces, others, expires]): IndexEntry => ({
      key,
      person_id,
      group_ids: groups.map((group) => value.group_ids[group]),
      generation,
      faces,
      others,
      expires: expires ?? undefined,
    }),
  );
  return { entries, templates: numbers };
}
