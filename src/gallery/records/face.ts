import { type Basis, changeBasis } from '../../match';
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
  /** Of the template; none where it is in plain. */
  readonly basis?: Basis | undefined;
  readonly second?: NonNullable<NewFace['second']> & { readonly basis?: Basis | undefined };
}

/** As a record has it: the second template's numbers follow the first's. */
interface PackedFace extends Omit<Face, 'template' | 'basis' | 'second'> {
  /** The basis of both templates. None in records of mien 0.1. */
  readonly basis?: string;
  /** Since version 3 of the database. */
  readonly second?: { readonly origin: TemplateOrigin; readonly dimension: number };
}

export function faceKey(person: string, { face_id, generation }: FaceRef): string {
  return `${person}.${face_id}.${generation}`;
}

/** All face records of the persons whose keys begin so; pictures lie under keys that begin as theirs. */
export function facesOf(person: string): IDBKeyRange {
  return IDBKeyRange.bound(person, `${person}/`); // the character after the point
}

/** `person` is the key of the person's record, `basis` the name of that in which the templates are to be written; null: in plain. */
export async function sealFace(
  keys: GalleryKeys,
  person: string,
  face: Face,
  generation: number,
  basis: string | null,
): Promise<SealedFace> {
  const { template, basis: before, second, ...rest } = face;
  const { face_id } = face;
  const key = faceKey(person, { face_id, generation });
  const written = async (numbers: Float32Array, from: Basis | undefined) =>
    changeBasis(numbers, from, await keys.basis(basis, numbers.length));
  const packed: PackedFace = {
    ...rest,
    ...(basis !== null && { basis }),
    ...(second && { second: { origin: second.origin, dimension: second.template.length } }),
  };
  const first = await written(template, before);
  const numbers = second ? concatenate([first, await written(second.template, second.basis)]) : first;
  const data = await keys.seal({ kind: 'face', key, generation }, packNumbers(packed, numbers));
  return { key, generation, face_id, data };
}

/** Throws Damaged. */
export async function openFace(keys: GalleryKeys, { key, generation, data }: SealedFace): Promise<Face> {
  const { value, numbers } = unpackNumbers<PackedFace>(
    await keys.open({ kind: 'face', key, generation }, data),
  );
  const { second, basis: name = null, ...rest } = value;
  const length = numbers.length - (second?.dimension ?? 0);
  const template = numbers.subarray(0, length);
  const basis = await keys.basis(name, length);
  if (second === undefined) return { ...rest, template, basis };
  const { origin, dimension } = second;
  const other = { origin, template: numbers.subarray(length), basis: await keys.basis(name, dimension) };
  return { ...rest, template, basis, second: other };
}

/** The face's templates in plain, for whom they are not this gallery's. */
export function inPlain({ basis, second, template, ...face }: Face): Face {
  const plain = changeBasis(template, basis, undefined);
  if (second === undefined) return { ...face, template: plain };
  const { origin } = second;
  return {
    ...face,
    template: plain,
    second: { origin, template: changeBasis(second.template, second.basis, undefined) },
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
