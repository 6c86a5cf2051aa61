import { openDB } from 'idb';
import type { GalleryDatabase, GallerySchema } from './schema';

/**
 * 1 kept persons, faces and groups in plain (until November 2026). 2 seals them, under other keys; what a version 1 held
 * waits in stores of that name until `adoptV1` has sealed it.
 */
const VERSION = 2;

export const V1_STORES = ['persons', 'faces', 'groups'] as const;

export function databaseName(appid: string): string {
  return `mien:${appid}`;
}

/** Opens the database of one appid. `onStale` is called when another tab needs this connection closed. */
export function openDatabase(appid: string, onStale: () => void): Promise<GalleryDatabase> {
  return openDB<GallerySchema>(databaseName(appid), VERSION, {
    upgrade(db, before, _after, transaction) {
      if (before === 1) {
        for (const name of V1_STORES) transaction.objectStore(name).name = v1Name(name) as typeof name;
      }
      const persons = db.createObjectStore('persons', { keyPath: 'key' });
      persons.createIndex('by-group', 'groups', { multiEntry: true });
      persons.createIndex('by-generation', 'generation');
      db.createObjectStore('faces', { keyPath: 'key' }).createIndex('by-face', 'face_id');
      for (const name of ['groups', 'state', 'manifests', 'segments'] as const) {
        db.createObjectStore(name, { keyPath: 'key' });
      }
      for (const name of ['keys', 'sweeps'] as const) db.createObjectStore(name);
    },
    blocking: onStale,
    terminated: onStale,
  });
}

export function v1Name(store: (typeof V1_STORES)[number]): string {
  return `v1-${store}`;
}
