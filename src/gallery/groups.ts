import { FaceError, LIMITS } from '../protocol';
import { Damaged } from './keys/damaged';
import type { GalleryKeys } from './keys/seal';
import { type Group, openGroup } from './records/group';
import { openPerson } from './records/person';
import type { Gallery } from './store/gallery';
import type { Now } from './store/mutate';
import type { SealedRecord } from './store/schema';

/**
 * The groups with one more person each, or as many as they are named, missing ones among them. −1310 group full, −1311 too
 * many groups.
 */
export async function joined(
  gallery: Gallery,
  { keys }: Now,
  group_ids: readonly string[],
): Promise<Group[]> {
  const more = new Map<string, number>();
  for (const id of group_ids) more.set(id, (more.get(id) ?? 0) + 1);
  const { groups, total } = await find(gallery, keys, [...more.keys()]);
  return withinLimits(groups, more, total);
}

/** Adds to the groups; `total` is the number of groups that there are. */
export function withinLimits(
  groups: readonly Group[],
  more: ReadonlyMap<string, number>,
  total: number,
): Group[] {
  const fresh = groups.filter(({ persons }) => persons === 0).length;
  if (total + fresh > LIMITS.groupsPerApp) {
    throw new FaceError(-1311, `there are ${LIMITS.groupsPerApp} groups already`);
  }
  return groups.map(({ group_id, persons }) => {
    const grown = persons + (more.get(group_id) ?? 0);
    if (grown > LIMITS.personsPerGroup) {
      throw new FaceError(
        -1310,
        `group "${group_id}" has ${persons} of ${LIMITS.personsPerGroup} persons already`,
      );
    }
    return { group_id, persons: grown };
  });
}

/** The groups with one person less each; an empty group ceases to exist. */
export async function left(gallery: Gallery, { keys }: Now, group_ids: readonly string[]): Promise<Group[]> {
  const { groups } = await find(gallery, keys, group_ids);
  return groups.map(({ group_id, persons }) => ({ group_id, persons: persons - 1 }));
}

/** Those of the groups that exist. */
export async function existingGroups(gallery: Gallery, group_ids: readonly string[]): Promise<string[]> {
  const keys = await gallery.keys();
  const hashes = await Promise.all(group_ids.map((id) => keys.hash('group', id)));
  const { store } = gallery.db.transaction('groups');
  const found = await Promise.all(hashes.map((hash) => store.getKey(hash)));
  return group_ids.filter((_, i) => found[i] !== undefined);
}

/** All groups' ids, ascending. */
export async function allGroups(gallery: Gallery): Promise<string[]> {
  const keys = await gallery.keys();
  const records = await gallery.db.getAll('groups');
  const groups = await Promise.all(records.map((record) => openOrRecount(gallery, keys, record)));
  return groups.map(({ group_id }) => group_id).sort();
}

/** Ids of the groups whose keys these are, as far as they exist. */
export async function groupNames(
  gallery: Gallery,
  { keys }: Now,
  hashes: readonly string[],
): Promise<string[]> {
  const { store } = gallery.db.transaction('groups');
  const records = await Promise.all(hashes.map((hash) => store.get(hash)));
  const known = records.filter((record) => record !== undefined);
  const groups = await Promise.all(known.map((record) => openOrRecount(gallery, keys, record)));
  return groups.map(({ group_id }) => group_id);
}

/** The groups as they are, 0 persons for what does not exist, and the number of all groups. */
async function find(
  gallery: Gallery,
  keys: GalleryKeys,
  group_ids: readonly string[],
): Promise<{ groups: Group[]; total: number }> {
  const hashes = await Promise.all(group_ids.map((id) => keys.hash('group', id)));
  const { store } = gallery.db.transaction('groups');
  const [total, ...records] = await Promise.all([store.count(), ...hashes.map((hash) => store.get(hash))]);
  const groups = await Promise.all(
    records.map((record, i) =>
      record === undefined ? { group_id: group_ids[i], persons: 0 } : openOrRecount(gallery, keys, record),
    ),
  );
  return { groups, total };
}

/** A damaged group's record says nothing that its persons do not say, too. */
async function openOrRecount(gallery: Gallery, keys: GalleryKeys, record: SealedRecord): Promise<Group> {
  try {
    return await openGroup(keys, record);
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    const persons = await gallery.db.getAllFromIndex('persons', 'by-group', record.key);
    for (const sealed of persons) {
      const person = await openPerson(keys, sealed).catch(() => undefined);
      for (const group_id of person?.group_ids ?? []) {
        if ((await keys.hash('group', group_id)) === record.key) return { group_id, persons: persons.length };
      }
    }
    throw error;
  }
}
