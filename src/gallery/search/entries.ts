import { type Basis, changeBasis } from '../../match';
import type { TemplateOrigin } from '../../protocol';
import { concatenate } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { type Face, openFaces, openPerson, type SealedFace, type SealedPerson, sameOrigin } from '../records';
import type { IndexEntry, Segment } from './segment';

/** Records of some persons, read in one transaction. */
export interface PersonRecords {
  readonly persons: readonly SealedPerson[];
  /** All face records of theirs, in any order. */
  readonly faces: readonly SealedFace[];
}

/** Which templates a search keeps, and how they are written. */
interface Written {
  readonly origin: TemplateOrigin;
  readonly basis: Basis | undefined;
}

/** The persons of these records as a search keeps them. Those with a damaged record are left out, and named by their keys. */
export async function entriesOf(
  keys: GalleryKeys,
  { persons, faces }: PersonRecords,
  kind: Written,
): Promise<Segment & { readonly damaged: readonly string[] }> {
  const records = new Map(faces.map((face) => [face.key, face]));
  const opened = await Promise.all(persons.map((person) => openEntry(keys, person, records, kind)));
  const found = opened.filter((each) => each !== undefined);
  return {
    entries: found.map(({ entry }) => entry),
    templates: concatenate(found.flatMap(({ templates }) => templates)),
    damaged: persons.filter((_, i) => opened[i] === undefined).map(({ key }) => key),
  };
}

async function openEntry(
  keys: GalleryKeys,
  record: SealedPerson,
  records: ReadonlyMap<string, SealedFace>,
  { origin, basis }: Written,
): Promise<{ entry: IndexEntry; templates: Float32Array[] } | undefined> {
  try {
    const { person_id, group_ids, faces: refs, expires } = await openPerson(keys, record);
    const faces = await openFaces(keys, record.key, refs, records);
    const own = faces.flatMap((face, i) => (sameOrigin(face.origin, origin) ? [i] : []));
    const { key, generation } = record;
    const entry = {
      key,
      person_id,
      group_ids,
      generation,
      faces: own.map((i) => `${refs[i].face_id}.${refs[i].generation}`),
      others: otherModels(faces, origin),
      expires,
    };
    return { entry, templates: own.map((i) => changeBasis(faces[i].template, faces[i].basis, basis)) };
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}

function otherModels(faces: readonly Face[], origin: TemplateOrigin): string[] {
  const others = faces.filter((face) => !sameOrigin(face.origin, origin));
  return [...new Set(others.map((face) => face.origin.model))];
}
