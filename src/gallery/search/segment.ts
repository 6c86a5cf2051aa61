import type { Basis } from '../../match';
import { packNumbers, unpackNumbers } from '../bytes';
import { Damaged } from '../failure';
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
  /** Name of the basis of its templates; none: in plain. */
  readonly basis?: string | undefined;
  readonly group_ids: readonly string[];
  readonly entries: readonly PackedEntry[];
}

/** Whose segments they are. */
interface Owner {
  readonly originKey: string;
  readonly basis: Basis | undefined;
}

export async function sealSegment(
  keys: GalleryKeys,
  { originKey, basis }: Owner,
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
  const directory: Directory = { basis: basis?.name, group_ids: [...groups.keys()], entries: packed };
  const key = segmentKey(originKey, bucket);
  const data = await keys.seal({ kind: 'segment', key, generation }, packNumbers(directory, templates));
  return { key, generation, data };
}

/** Throws Damaged for a record that is not this bucket's of this generation, or written in another basis. */
export async function openSegment(
  keys: GalleryKeys,
  { originKey, basis }: Owner,
  bucket: number,
  generation: number,
  record: SealedRecord | undefined,
): Promise<Segment> {
  const place = { kind: 'segment', key: segmentKey(originKey, bucket), generation } as const;
  const { value, numbers } = unpackNumbers<Directory>(await keys.open(place, record?.data));
  if (value.basis !== basis?.name) throw new Damaged(place.kind, place.key);
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
