import type { PersonTerms } from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';
import type { GalleryKeys } from '../keys';
import type { SealedPerson } from './schema';

/** One of a person's faces, and the generation that stored it. */
export interface FaceRef {
  readonly face_id: string;
  readonly generation: number;
}

/** What is sealed of a person. The terms are there since version 4 of the database. */
export interface Person extends PersonTerms {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  /** In the order they were joined. */
  readonly group_ids: readonly string[];
  /** In the order they were added. A face record that no person lists does not count. */
  readonly faces: readonly FaceRef[];
  /** The generation that stored their picture; absent: there is none. Since version 6. A picture that its person does not name does not count. */
  readonly picture?: number | undefined;
}

export async function sealPerson(
  keys: GalleryKeys,
  person: Person,
  generation: number,
): Promise<SealedPerson> {
  const key = await keys.hash('person', person.person_id);
  const groups = await Promise.all(person.group_ids.map((id) => keys.hash('group', id)));
  const place = { kind: 'person', key, generation, beside: groups } as const;
  return { key, generation, groups, data: await keys.seal(place, jsonBytes(person)) };
}

/** Throws Damaged. */
export async function openPerson(keys: GalleryKeys, record: SealedPerson): Promise<Person> {
  const { key, generation, groups, data } = record;
  return fromJsonBytes(await keys.open({ kind: 'person', key, generation, beside: groups }, data));
}

/** Whether the person is to be taken for one who is not there. */
export function isExpired({ expires }: PersonTerms, now = Date.now()): boolean {
  return expires !== undefined && expires <= now;
}

/** When the first of them expires; undefined when nobody does. */
export function firstExpiry(all: readonly PersonTerms[]): number | undefined {
  let first: number | undefined;
  for (const { expires } of all)
    if (expires !== undefined && (first === undefined || expires < first)) first = expires;
  return first;
}
