import type { NewFace, TemplateOrigin } from '../../protocol';
import { concatenate, packNumbers, unpackNumbers } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import type { FaceRef } from './person';
import type { SealedFace } from './schema';

/** What is sealed of a face: its templates and what was measured. The photo is never stored. */
export interface Face extends NewFace {
  readonly person_id: string;
  readonly tag: string;
}

/** As a record has it: the second template's numbers follow the first's. */
interface PackedFace extends Omit<Face, 'template' | 'second'> {
  /** Since version 3 of the database. */
  readonly second?: { readonly origin: TemplateOrigin; readonly dimension: number };
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
  const { template, second, ...rest } = face;
  const { face_id } = face;
  const key = faceKey(person, { face_id, generation });
  const packed: PackedFace = second
    ? { ...rest, second: { origin: second.origin, dimension: second.template.length } }
    : rest;
  const numbers = second ? concatenate([template, second.template]) : template;
  const data = await keys.seal({ kind: 'face', key, generation }, packNumbers(packed, numbers));
  return { key, generation, face_id, data };
}

/** Throws Damaged. */
export async function openFace(keys: GalleryKeys, { key, generation, data }: SealedFace): Promise<Face> {
  const { value, numbers } = unpackNumbers<PackedFace>(
    await keys.open({ kind: 'face', key, generation }, data),
  );
  const { second, ...rest } = value;
  if (second === undefined) return { ...rest, template: numbers };
  const length = numbers.length - second.dimension;
  return {
    ...rest,
    template: numbers.subarray(0, length),
    second: { origin: second.origin, template: numbers.subarray(length) },
  };
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
