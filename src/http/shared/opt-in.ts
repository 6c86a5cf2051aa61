import { withDatabase } from './database';

/** From now on, calls to the retired hosts from any controlled page of this origin stay on the device. */
export function optIn(): Promise<void> {
  return withDatabase(async (db) => {
    await db.put('settings', true, 'installed');
  });
}

/** Stored, not deleted: a page that was opted in can tell an opt-out from a database that somebody cleared. */
export function optOut(): Promise<void> {
  return withDatabase(async (db) => {
    await db.put('settings', false, 'installed');
  });
}

/** Opts in where nothing is stored; an opt-out, by another page perhaps, stays. */
export function restoreOptIn(): Promise<void> {
  return withDatabase(async (db) => {
    const { store, done } = db.transaction('settings', 'readwrite');
    if ((await store.get('installed')) === undefined) await store.put(true, 'installed');
    await done;
  });
}

/** Undefined when nothing is stored: never opted in, or cleared. */
export function readOptIn(): Promise<boolean | undefined> {
  return withDatabase((db) => db.get('settings', 'installed'));
}
