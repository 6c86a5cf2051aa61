import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import type { Person } from './person';
import type { SealedRecord } from './schema';

/** `person` is the key of the person's record. */
export function pictureKey(person: string, generation: number): string {
  return `${person}.${generation}`;
}

/** The bytes of a file of 1 to `LIMITS.personPictureBytes` bytes. */
export async function sealPicture(
  keys: GalleryKeys,
  person: string,
  bytes: Uint8Array<ArrayBuffer>,
  generation: number,
): Promise<SealedRecord> {
  const key = pictureKey(person, generation);
  return { key, generation, data: await keys.seal({ kind: 'picture', key, generation }, bytes) };
}

/** The record that the person names. */
export function pictureOf(
  person: string,
  { picture }: Person,
  records: readonly SealedRecord[],
): SealedRecord | undefined {
  return picture === undefined ? undefined : records.find(({ key }) => key === pictureKey(person, picture));
}

/** The picture that the person names, out of those that lie under their key; null where they name none. Throws Damaged. */
export async function openPicture(
  keys: GalleryKeys,
  person: string,
  named: Person,
  records: readonly SealedRecord[],
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (named.picture === undefined) return null;
  const record = pictureOf(person, named, records);
  if (record === undefined) throw new Damaged('picture', pictureKey(person, named.picture));
  const { key, generation, data } = record;
  return keys.open({ kind: 'picture', key, generation }, data);
}
