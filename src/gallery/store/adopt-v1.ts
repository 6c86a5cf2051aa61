import type { IDBPDatabase } from 'idb';
import type { NewFace } from '../../protocol';
import { joined } from '../groups';
import { V1_STORES, v1Name } from './database';
import type { Gallery } from './gallery';
import { mutate, type Now } from './mutate';

/** Persons sealed in one mutation. */
const BATCH = 128;

interface V1Person {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  readonly group_ids: readonly string[];
  readonly face_ids: readonly string[];
}

interface V1Face extends NewFace {
  readonly person_id: string;
  readonly tag: string;
}

/**
 * Seals what a database of version 1 held in plain, and removes the plain text. Cut off, it goes on where it was: persons
 * that are sealed already are left alone, and the plain text goes when all are. Nothing else happens to the gallery before.
 */
export async function adoptV1(gallery: Gallery): Promise<void> {
  const db = gallery.db as unknown as IDBPDatabase;
  if (!db.objectStoreNames.contains(v1Name('persons'))) return;
  const ids = (await db.getAllKeys(v1Name('persons'))) as string[];
  for (let start = 0; start < ids.length; start += BATCH) {
    await mutate(gallery, (now) => adopt(gallery, now, ids.slice(start, start + BATCH)));
  }
  if (ids.length === 0) return;
  const names = V1_STORES.map(v1Name);
  const transaction = db.transaction(names, 'readwrite', { durability: 'strict' });
  await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
}

async function adopt(gallery: Gallery, now: Now, ids: readonly string[]) {
  const { keys, generation } = now;
  const db = gallery.db as unknown as IDBPDatabase;
  const hashes = await Promise.all(ids.map((id) => keys.hash('person', id)));
  const known = await Promise.all(hashes.map((hash) => gallery.db.getKey('persons', hash)));
  const fresh = ids.flatMap((id, i) => (known[i] === undefined ? [{ id, hash: hashes[i] }] : []));
  const old = await Promise.all(
    fresh.map(async ({ id, hash }) => {
      const person: V1Person = await db.get(v1Name('persons'), id);
      const faces: (V1Face | undefined)[] = await Promise.all(
        person.face_ids.map((face_id) => db.get(v1Name('faces'), face_id)),
      );
      return { person, hash, faces: faces.filter((face) => face !== undefined) };
    }),
  );
  const persons = old.map(({ person: { person_id, person_name, tag, group_ids }, faces }) => ({
    person_id,
    person_name,
    tag,
    group_ids,
    faces: faces.map(({ face_id }) => ({ face_id, generation })),
  }));
  const newFaces = old.flatMap(({ hash, faces }) => faces.map((face) => ({ person: hash, face })));
  const groups = await joined(
    gallery,
    now,
    persons.flatMap(({ group_ids }) => group_ids),
  );
  const change = { persons, newFaces, groups, grown: { persons: persons.length, faces: newFaces.length } };
  return { change, result: null };
}
