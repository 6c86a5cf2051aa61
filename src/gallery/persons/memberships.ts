import { type ChangedGroups, CODES, checkId, FaceError, type MembershipChange } from '../../protocol';
import { checkIds } from '../records';
import { type Gallery, mutate } from '../store';
import { joined, left } from './groups';
import { findPerson } from './read-person';

/**
 * Puts a person into more groups, all or none; missing ones come into being, as with `newperson`, and those the
 * person is in already are not counted. −1303, −1310, −1311.
 */
export async function addGroups(
  gallery: Gallery,
  { person_id, group_ids }: MembershipChange,
): Promise<ChangedGroups> {
  checkId('person_id', person_id);
  const asked = checkIds('group_ids', group_ids);
  return mutate(gallery, async (now) => {
    const person = await findPerson(gallery, person_id);
    const joinedBefore = new Set(person.group_ids);
    const added = asked.filter((group_id) => !joinedBefore.has(group_id));
    const changed = { ...person, group_ids: [...person.group_ids, ...added] };
    const groups = await joined(gallery, now, added);
    return {
      change: {
        persons: [changed],
        groups,
        grown: { persons: 0, faces: 0 },
        audit: [{ what: 'info_changed', person_id, fields: ['group_ids'] }],
      },
      result: { changed: added.length, groups: changed.group_ids },
    };
  });
}

/**
 * Takes a person out of groups. Those the person is not in are ignored; −1306 when that is all of them. The last
 * group may go, too: the person stays and can be verified. −1303.
 */
export async function delGroups(
  gallery: Gallery,
  { person_id, group_ids }: MembershipChange,
): Promise<ChangedGroups> {
  checkId('person_id', person_id);
  const asked = checkIds('group_ids', group_ids);
  return mutate(gallery, async (now) => {
    const person = await findPerson(gallery, person_id);
    const joinedBefore = new Set(person.group_ids);
    const gone = new Set(asked.filter((group_id) => joinedBefore.has(group_id)));
    if (gone.size === 0)
      throw new FaceError(CODES.NO_GROUP, `person "${person_id}" is in none of these groups`);
    const changed = { ...person, group_ids: person.group_ids.filter((group_id) => !gone.has(group_id)) };
    const groups = await left(gallery, now, [...gone]);
    return {
      change: {
        persons: [changed],
        groups,
        grown: { persons: 0, faces: 0 },
        audit: [{ what: 'info_changed', person_id, fields: ['group_ids'] }],
      },
      result: { changed: gone.size, groups: changed.group_ids },
    };
  });
}
