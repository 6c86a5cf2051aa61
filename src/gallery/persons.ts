import {
  checkId,
  type DelPersonData,
  FaceError,
  type GetInfoData,
  type NewFace,
  type NewPerson,
  type NewPersonData,
  type PersonChanges,
  type SetInfoData,
} from '../protocol';
import { joinGroups, leaveGroups } from './groups';
import { checkIds, checkText } from './ids';
import type { GalleryDatabase, PersonRecord } from './schema';
import { newSession } from './session';
import { read, type WriteTransaction, write } from './transaction';

/** Checks the fields of a new person; the group ids come back without repetitions. */
function checkPerson(person: NewPerson): NewPerson {
  checkId('person_id', person.person_id);
  const group_ids = checkIds('group_ids', person.group_ids);
  checkText('person_name', person.person_name);
  checkText('tag', person.tag);
  return { ...person, group_ids };
}

/** Refuses a person_id that is taken, −1302. */
export async function admitPerson(db: GalleryDatabase, person: NewPerson): Promise<void> {
  const { person_id } = checkPerson(person);
  if (await read(() => db.getKey('persons', person_id))) throw exists(person_id);
}

export async function newPerson(
  db: GalleryDatabase,
  fields: NewPerson,
  face: NewFace,
): Promise<NewPersonData> {
  const person = checkPerson(fields);
  const { person_id, group_ids } = person;
  const { face_id } = face;
  await write(db, async (tx) => {
    if (await tx.objectStore('persons').getKey(person_id)) throw exists(person_id);
    await joinGroups(tx, group_ids);
    await tx.objectStore('persons').add({ ...person, face_ids: [face_id] });
    await tx.objectStore('faces').add({ ...face, person_id, tag: person.tag });
  });
  return {
    session_id: newSession(),
    suc_group: group_ids.length,
    suc_face: 1,
    person_id,
    face_id,
    group_ids: [...group_ids],
  };
}

export async function delPerson(db: GalleryDatabase, person_id: string): Promise<DelPersonData> {
  checkId('person_id', person_id);
  await write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    await leaveGroups(tx, person.group_ids);
    for (const face_id of person.face_ids) await tx.objectStore('faces').delete(face_id);
    await tx.objectStore('persons').delete(person_id);
  });
  return { session_id: newSession(), person_id, deleted: 1 };
}

export async function getInfo(db: GalleryDatabase, person_id: string): Promise<GetInfoData> {
  const person = await findPerson(db, person_id);
  return {
    session_id: newSession(),
    person_id,
    person_name: person.person_name,
    tag: person.tag,
    face_ids: [...person.face_ids],
    group_ids: [...person.group_ids],
  };
}

/** Changes name or tag; what is absent stays. */
export async function setInfo(
  db: GalleryDatabase,
  person_id: string,
  { person_name, tag }: PersonChanges,
): Promise<SetInfoData> {
  checkId('person_id', person_id);
  if (person_name !== undefined) checkText('person_name', person_name);
  if (tag !== undefined) checkText('tag', tag);
  await write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    await tx.objectStore('persons').put({
      ...person,
      person_name: person_name ?? person.person_name,
      tag: tag ?? person.tag,
    });
  });
  return { session_id: newSession(), person_id };
}

/** The person, or −1303. */
export async function findPerson(db: GalleryDatabase, person_id: string): Promise<PersonRecord> {
  checkId('person_id', person_id);
  const person = await read(() => db.get('persons', person_id));
  if (person === undefined) throw missing(person_id);
  return person;
}

/** The person inside a transaction, or −1303. */
export async function requirePerson(tx: WriteTransaction, person_id: string): Promise<PersonRecord> {
  const person = await tx.objectStore('persons').get(person_id);
  if (person === undefined) throw missing(person_id);
  return person;
}

function missing(person_id: string): FaceError {
  return new FaceError(-1303, `there is no person "${person_id}"`);
}

function exists(person_id: string): FaceError {
  return new FaceError(-1302, `person "${person_id}" exists already`);
}
