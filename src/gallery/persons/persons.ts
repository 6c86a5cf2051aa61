import {
  type AddedPerson,
  CODES,
  checkId,
  FaceError,
  type MoreFaces,
  type NewFace,
  type NewPerson,
  type PersonChanges,
  type PersonInfo,
} from '../../protocol';
import { nothingIfDamaged } from '../failure';
import {
  checkIds,
  checkText,
  facesOf,
  type Group,
  isExpired,
  isHash,
  openPerson,
  type Person,
  type SealedPerson,
} from '../records';
import { type Gallery, mutate, type Now } from '../store';
import { copyOf } from './copies';
import { groupNames, joined, left } from './groups';
import { inBatches } from './in-batches';
import { findPerson, findRecord, missing } from './read-person';
import { checkTerms, requireConsent } from './terms';

const NO_MORE: MoreFaces = { faces: [], copySimilarity: 1 };

/** Checks the fields of a new person; the group ids come back without repetitions. */
function checkPerson(person: NewPerson, withConsent: boolean): NewPerson {
  checkId('person_id', person.person_id);
  const group_ids = checkIds('group_ids', person.group_ids);
  checkText('person_name', person.person_name);
  checkText('tag', person.tag);
  const { consent, expires } = checkTerms(person);
  if (withConsent) requireConsent({ consent }, person.person_id);
  // Fields of a consent that are null, or not of it, stay out.
  return { ...person, group_ids, consent: consent ?? undefined, expires: expires ?? undefined };
}

/** Refuses a person_id that is taken, −1302, and where it is asked for a person who has not agreed, −1313. */
export async function admitPerson(gallery: Gallery, person: NewPerson, withConsent: boolean): Promise<void> {
  const { person_id } = checkPerson(person, withConsent);
  await requireFree(gallery, person_id);
}

/** Who has that id and has expired, which gives it up; undefined when nobody has. −1302. */
async function requireFree(gallery: Gallery, person_id: string): Promise<Person | undefined> {
  const keys = await gallery.keys();
  const record = await gallery.db.get('persons', await keys.hash('person', person_id));
  const person = record && (await openPerson(keys, record).catch(nothingIfDamaged));
  if (record === undefined || (person && isExpired(person))) return person;
  throw exists(person_id);
}

/** Stores a person with all their first faces at once, but for those that show the photo of one before (see RemoteGallery.newperson). */
export async function newPerson(
  gallery: Gallery,
  fields: NewPerson,
  face: NewFace,
  more: MoreFaces | undefined,
  withConsent: boolean,
): Promise<AddedPerson> {
  const checked = checkPerson(fields, withConsent);
  const { person_id, person_name, tag, group_ids, consent, expires } = checked;
  const { kept, copies } = withoutCopies(face, more);
  await mutate(gallery, async (now) => {
    const { keys, generation } = now;
    const key = await keys.hash('person', person_id);
    const expired = await requireFree(gallery, person_id);
    const [before, after] = [new Set(expired?.group_ids), new Set(group_ids)];
    const leaves = [...before].filter((id) => !after.has(id));
    const joins = group_ids.filter((id) => !before.has(id));
    const person = {
      person_id,
      person_name,
      tag,
      group_ids,
      consent,
      expires,
      faces: kept.map(({ face_id }) => ({ face_id, generation })),
    };
    const change = {
      persons: [person],
      newFaces: kept.map((each) => ({ person: key, face: { ...each, person_id, tag } })),
      ...(expired && { deleted: [key], goneFaces: await gallery.db.getAllKeys('faces', facesOf(key)) }),
      groups: [...(await left(gallery, now, leaves)), ...(await joined(gallery, now, joins))],
      grown: { persons: expired ? 0 : 1, faces: kept.length - (expired?.faces.length ?? 0) },
      audit: [
        ...(expired ? [{ what: 'expired', person_id } as const] : []),
        {
          what: 'enrolled',
          person_id,
          faces: kept.length,
          ...(consent && { consent: consent.version }),
        } as const,
      ],
    };
    return { change, result: null };
  });
  return { faceId: face.face_id, groups: group_ids, copies };
}

function withoutCopies(face: NewFace, { faces, copySimilarity }: MoreFaces = NO_MORE) {
  const kept: NewFace[] = [face];
  const copies: AddedPerson['copies'][number][] = [null];
  for (const each of faces) {
    const copy = copyOf(kept, each, copySimilarity);
    copies.push(copy?.face_id ?? null);
    if (copy === undefined) kept.push(each);
  }
  return { kept, copies };
}

/** Deletes a person, damaged or not. */
export async function delPerson(gallery: Gallery, person_id: string): Promise<void> {
  checkId('person_id', person_id);
  await mutate(gallery, async (now) => {
    const { record } = await findRecord(gallery, person_id);
    const person = await openPerson(now.keys, record).catch(nothingIfDamaged);
    if (person && isExpired(person)) throw missing(person_id);
    const goneFaces = await gallery.db.getAllKeys('faces', facesOf(record.key));
    const { groups, faces } = await leaving(gallery, now, record, person, goneFaces.length);
    const change = {
      deleted: [record.key],
      goneFaces,
      groups,
      grown: { persons: -1, faces: -faces },
      audit: [{ what: 'deleted', person_id } as const],
    };
    return { change, result: null };
  });
}

export async function getInfo(gallery: Gallery, person_id: string): Promise<PersonInfo> {
  const { person_name, tag, faces, group_ids } = await findPerson(gallery, person_id);
  return { name: person_name, tag, faceIds: faces.map(({ face_id }) => face_id), groups: group_ids };
}

/** Changes name or tag; what is absent stays. */
export async function setInfo(
  gallery: Gallery,
  person_id: string,
  { person_name, tag }: PersonChanges,
): Promise<void> {
  checkId('person_id', person_id);
  if (person_name !== undefined) checkText('person_name', person_name);
  if (tag !== undefined) checkText('tag', tag);
  await mutate(gallery, async () => {
    const person = await findPerson(gallery, person_id);
    const changed = { ...person, person_name: person_name ?? person.person_name, tag: tag ?? person.tag };
    const fields = Object.entries({ person_name, tag }).flatMap(([name, to]) =>
      to === undefined ? [] : [name],
    );
    const change = {
      persons: [changed],
      grown: { persons: 0, faces: 0 },
      audit: [{ what: 'info_changed', person_id, fields } as const],
    };
    return { change, result: null };
  });
}

/** Ids of a group's persons, ascending; −1306 when there is no such group. Damaged persons are left out. */
export async function personsOf(gallery: Gallery, group_id: string, signal: AbortSignal): Promise<string[]> {
  checkId('group_id', group_id);
  const keys = await gallery.keys();
  const records = await gallery.db.getAllFromIndex('persons', 'by-group', await keys.hash('group', group_id));
  if (records.length === 0) throw noGroup(group_id);
  const persons = await inBatches(records, signal, (record) =>
    openPerson(keys, record).catch(nothingIfDamaged),
  );
  const living = persons.flatMap((person) => (person && !isExpired(person) ? [person.person_id] : []));
  if (persons.every((person) => person && isExpired(person))) throw noGroup(group_id);
  return living.sort();
}

/** What a person's deletion takes along. Of a damaged one only the hashes of the groups are known. */
async function leaving(
  gallery: Gallery,
  now: Now,
  record: SealedPerson,
  person: Person | undefined,
  stored: number,
): Promise<{ groups: Group[]; faces: number }> {
  if (person !== undefined) {
    return { groups: await left(gallery, now, person.group_ids), faces: person.faces.length };
  }

  // What stands in plain beside a seal that does not open may be anything.
  const hashes = [record.groups].flat().filter(isHash);
  const names = await groupNames(gallery, now, hashes);
  return { groups: await left(gallery, now, names), faces: stored };
}

function noGroup(group_id: string): FaceError {
  return new FaceError(CODES.NO_GROUP, `there is no group "${group_id}"`);
}

function exists(person_id: string): FaceError {
  return new FaceError(CODES.PERSON_EXISTS, `person "${person_id}" already exists`);
}
