import { CODES, FaceError, LIMITS } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { type Group, isHash, openGroup, openPerson } from '../records';
import type { Gallery, Now } from '../store';
import { inBatches } from './in-batches';
import { livingGroups } from './living';

/**
 * The groups with one more person each, or as many as they are named, missing ones among them. −1310 group full, −1311 too
 * many groups.
 */
export async function joined(
  gallery: Gallery,
  { keys }: Now,
  group_ids: readonly string[],
): Promise<Group[]> {
  const more = countEach(group_ids);
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
    throw new FaceError(CODES.TOO_MANY_GROUPS, `there are ${LIMITS.groupsPerApp} groups`);
  }
  return groups.map(({ group_id, persons }) => {
    const grown = persons + (more.get(group_id) ?? 0);
    if (grown > LIMITS.personsPerGroup) {
      throw new FaceError(
        CODES.TOO_MANY_PERSONS,
        `group "${group_id}" has ${persons} of ${LIMITS.personsPerGroup} persons`,
      );
    }
    return { group_id, persons: grown };
  });
}

/** The groups with one person less each, or as many as they are named; an empty group ceases to exist. */
export function left(gallery: Gallery, now: Now, group_ids: readonly string[]): Promise<Group[]> {
  const fewer = countEach(group_ids);
  return shifted(gallery, now, new Map([...fewer].map(([id, count]) => [id, -count])));
}

/** The groups with so many persons more, or less, each, whatever the limits are; an empty group ceases to exist. */
export async function shifted(
  gallery: Gallery,
  { keys }: Now,
  more: ReadonlyMap<string, number>,
): Promise<Group[]> {
  const { groups } = await find(gallery, keys, [...more.keys()]);
  return groups.map(({ group_id, persons }) => ({ group_id, persons: persons + (more.get(group_id) ?? 0) }));
}

/** Those of the groups that exist. */
export async function existingGroups(gallery: Gallery, group_ids: readonly string[]): Promise<string[]> {
  const keys = await gallery.keys();
  const hashes = await Promise.all(group_ids.map((id) => keys.hash('group', id)));
  const transaction = gallery.db.transaction(['groups', 'persons']);
  const members = transaction.objectStore('persons').index('by-group');
  const found = await Promise.all(
    hashes.map(
      async (hash) => (await transaction.objectStore('groups').getKey(hash)) ?? members.getKey(hash),
    ),
  );
  const living = await livingGroups(gallery, keys);
  return group_ids.filter((_, i) => found[i] !== undefined && living?.has(hashes[i]) !== false);
}

/** All groups' ids, ascending. */
export async function allGroups(gallery: Gallery, signal: AbortSignal): Promise<string[]> {
  const keys = await gallery.keys();
  const living = await livingGroups(gallery, keys);
  const ids = await storedGroups(gallery, keys, signal);
  if (living === undefined) return ids;
  const hashes = await Promise.all(ids.map((id) => keys.hash('group', id)));
  return ids.filter((_, i) => living.has(hashes[i]));
}

async function storedGroups(gallery: Gallery, keys: GalleryKeys, signal: AbortSignal): Promise<string[]> {
  const transaction = gallery.db.transaction(['groups', 'persons']);
  const [records, memberships] = await Promise.all([
    transaction.objectStore('groups').getAll(),
    transaction.objectStore('persons').index('by-group').count(),
    transaction.done,
  ]);
  const opened = await inBatches(records, signal, (record) =>
    openGroup(keys, record).catch(nothingIfDamaged),
  );
  const groups = opened.filter((group) => group !== undefined);
  const told = groups.reduce((sum, { persons }) => sum + persons, 0);
  const ids = groups.map(({ group_id }) => group_id);
  // Every membership belongs to a group that is there, or else some group's record is missing.
  if (groups.length === records.length && told === memberships) return ids.sort();
  const known = new Set(await Promise.all(ids.map((id) => keys.hash('group', id))));
  const named: (string | undefined)[] = [];
  const unreadable = new Set<string>();
  // One by one: a person whom nobody sealed may stand in the way of all of them, and must not be in memory for each.
  for (const hash of await groupsOfPersons(gallery, known, signal)) {
    signal.throwIfAborted();
    named.push(await nameByPersons(gallery, keys, hash, unreadable));
  }
  await gallery.requireCurrent(keys);
  return [...ids, ...named.filter((id) => id !== undefined)].sort();
}

/** Ids of the groups whose keys these are, as far as a record or a person tells them. */
export async function groupNames(
  gallery: Gallery,
  { keys }: Now,
  hashes: readonly string[],
): Promise<string[]> {
  const names: string[] = [];
  const unreadable = new Set<string>();
  for (const hash of hashes.slice(0, LIMITS.groupsPerApp)) {
    const record = await gallery.db.get('groups', hash);
    const group = record && (await openGroup(keys, record).catch(nothingIfDamaged));
    const name = group?.group_id ?? (await nameByPersons(gallery, keys, hash, unreadable));
    if (name !== undefined) names.push(name);
  }
  return names;
}

function countEach(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/**
 * The groups as they are, 0 persons for what does not exist, and the number of all groups. A record that is damaged or missing
 * says nothing that its persons do not say, too.
 */
async function find(
  gallery: Gallery,
  keys: GalleryKeys,
  group_ids: readonly string[],
): Promise<{ groups: Group[]; total: number }> {
  const hashes = await Promise.all(group_ids.map((id) => keys.hash('group', id)));
  const { store } = gallery.db.transaction('groups');
  const [total, ...records] = await Promise.all([store.count(), ...hashes.map((hash) => store.get(hash))]);
  const groups = await Promise.all(
    records.map(async (record, i) => {
      const group = record && (await openGroup(keys, record).catch(nothingIfDamaged));
      if (group !== undefined) return group;
      const persons = await gallery.db.countFromIndex('persons', 'by-group', hashes[i]);
      return { group_id: group_ids[i], persons };
    }),
  );
  return { groups, total };
}

/** Keys of the groups that persons are in and that are not known: no more than there may be. */
async function groupsOfPersons(
  { db }: Gallery,
  known: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string[]> {
  const hashes: string[] = [];
  const index = db.transaction('persons').store.index('by-group');
  let cursor = await index.openKeyCursor(null, 'nextunique');
  for (; cursor !== null && hashes.length < LIMITS.groupsPerApp; cursor = await cursor.continue()) {
    signal.throwIfAborted();
    if (isHash(cursor.key) && !known.has(cursor.key)) hashes.push(cursor.key);
  }
  return hashes;
}

/** A group's id as one of its persons tells it. `unreadable`: keys of persons who were found damaged, and are not read again. */
async function nameByPersons(
  gallery: Gallery,
  keys: GalleryKeys,
  hash: string,
  unreadable: Set<string>,
): Promise<string | undefined> {
  for (const key of await gallery.db.getAllKeysFromIndex('persons', 'by-group', hash)) {
    if (unreadable.has(key)) continue;
    const sealed = await gallery.db.get('persons', key);
    const person = sealed && (await openPerson(keys, sealed).catch(nothingIfDamaged));
    if (person === undefined) unreadable.add(key);
    for (const group_id of person?.group_ids ?? []) {
      if ((await keys.hash('group', group_id)) === hash) return group_id;
    }
  }
  return undefined;
}
