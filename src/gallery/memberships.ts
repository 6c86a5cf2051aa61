import {
  type AddGroupIdsData,
  checkId,
  type DelGroupIdsData,
  FaceError,
  type MembershipChange,
} from '../protocol';
import { joinGroups, leaveGroups } from './groups';
import { checkIds } from './ids';
import { requirePerson } from './persons';
import type { GalleryDatabase } from './schema';
import { newSession } from './session';
import { write } from './transaction';

/**
 * Puts a person into more groups, all or none; missing ones come into being, as with `newperson`, and those the
 * person is in already are not counted. −1303, −1310, −1311.
 */
export async function addGroups(
  db: GalleryDatabase,
  { person_id, group_ids }: MembershipChange,
): Promise<AddGroupIdsData> {
  checkId('person_id', person_id);
  const asked = checkIds('group_ids', group_ids);
  return write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    const joined = asked.filter((group_id) => !person.group_ids.includes(group_id));
    await joinGroups(tx, joined);
    const now = [...person.group_ids, ...joined];
    await tx.objectStore('persons').put({ ...person, group_ids: now });
    return { session_id: newSession(), person_id, added: joined.length, group_ids: now };
  });
}

/**
 * Takes a person out of groups. Those the person is not in are ignored; −1306 when that is all of them. The last
 * group may go, too: the person stays and can be verified. −1303.
 */
export async function delGroups(
  db: GalleryDatabase,
  { person_id, group_ids }: MembershipChange,
): Promise<DelGroupIdsData> {
  checkId('person_id', person_id);
  const asked = checkIds('group_ids', group_ids);
  return write(db, async (tx) => {
    const person = await requirePerson(tx, person_id);
    const left = asked.filter((group_id) => person.group_ids.includes(group_id));
    if (left.length === 0) throw new FaceError(-1306, `person "${person_id}" is in none of these groups`);
    await leaveGroups(tx, left);
    const now = person.group_ids.filter((group_id) => !left.includes(group_id));
    await tx.objectStore('persons').put({ ...person, group_ids: now });
    return { session_id: newSession(), person_id, deleted: left.length, group_ids: now };
  });
}
