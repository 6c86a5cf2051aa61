import { fromJsonBytes, jsonBytes } from '../bytes';
import type { GalleryKeys } from '../keys';
import type { SealedPerson } from './schema';

/** One of a person's faces, and the generation that stored it. */
export interface FaceRef {
  readonly face_id: string;
  readonly generation: number;
}

/** What is sealed of a person. */
export interface Person {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  /** In the order they were joined. */
  readonly group_ids: readonly string[];
  /** In the order they were added. A face record that no person lists does not count. */
  readonly faces: readonly FaceRef[];
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
