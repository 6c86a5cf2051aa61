import type { NewFace } from '../../protocol';
import { packNumbers, unpackNumbers } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import type { FaceRef } from './person';
import type { SealedFace } from './schema';

/** What is sealed of a face: its template and what was measured. The photo is never stored. */
export interface Face extends NewFace {
  readonly person_id: string;
  readonly tag: string;
}

export function faceKey(person: string, { face_id, generation }: FaceRef): string {
  return `${person}.${face_id}.${generation}`;
}

/** All face records of the persons whose keys begin so. */
export function facesOf(person: string): IDBKeyRange {
  return IDBKeyRange.bound(person, `${person}/`); // the character after the point
}

/** `person` is the key of the person's record. */
export async function sealFace(
  keys: GalleryKeys,
  person: string,
  face: Face,
  generation: number,
): Promise<SealedFace> {
  const { template, ...rest } = face;
  const { face_id } = face;
  const key = faceKey(person, { face_id, generation });
  const data = await keys.seal({ kind: 'face', key, generation }, packNumbers(rest, template));
  return { key, generation, face_id, data };
}

/** Throws Damaged. */
export async function openFace(keys: GalleryKeys, { key, generation, data }: SealedFace): Promise<Face> {
  const { value, numbers } = unpackNumbers<Omit<Face, 'template'>>(
    await keys.open({ kind: 'face', key, generation }, data),
  );
  return { ...value, template: numbers };
}

/** The faces that a person lists, in their order, out of records by key. Throws Damaged when one is missing or changed. */
export function openFaces(
  keys: GalleryKeys,
  person: string,
  refs: readonly FaceRef[],
  records: ReadonlyMap<string, SealedFace>,
): Promise<Face[]> {
  return Promise.all(
    refs.map((ref) => {
      const key = faceKey(person, ref);
      const record = records.get(key);
      if (record === undefined) throw new Damaged('face', key);
      return openFace(keys, record);
    }),
  );
}
