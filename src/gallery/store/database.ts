import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { storageError } from '../failure';
import type { GalleryDatabase, GallerySchema } from '../records';
import { makeStores, oddityOf } from './shapes';

/** What the first release writes: no database of an earlier version is mien's. */
const FIRST = 2;

/** What takes a database from one version to the next, that of version `FIRST` first. */
const MIGRATIONS: readonly ((db: IDBPDatabase) => void)[] = [
  // 3: a face may have a template by a second network. Records of before are as they were; pages of before could not read these.
  () => undefined,
  // 4: the audit log; a person may have consent and expiry. Pages of before would not heed these.
  // One that lies there already is looked at like all others.
  (db) => {
    if (!db.objectStoreNames.contains('audit')) makeStores(db, ['audit']);
  },
  // 5: what a fleet keeps beside persons. Pages of before would leave it out of a rotation of keys.
  (db) => {
    const fresh = (['shadows', 'fleet'] as const).filter((name) => !db.objectStoreNames.contains(name));
    makeStores(db, fresh);
  },
  // 6: a person may have a picture. Pages of before would leave it behind when the person is deleted.
  (db) => {
    if (!db.objectStoreNames.contains('pictures')) makeStores(db, ['pictures']);
  },
];

const VERSION = FIRST + MIGRATIONS.length;

/** A database whose other tab does not let go of it goes when that tab does. */
const DELETE_PATIENCE_MS = 5_000;

/**
 * Opens the database of one appid. `onStale` is called when another tab needs this connection closed. −1200 (`damaged`) for
 * one that is not as mien makes it: somebody else wrote it, and nothing in it is believed.
 */
export async function openDatabase(appid: string, onStale: () => void): Promise<GalleryDatabase> {
  let foreign = false;
  try {
    const db = await openDB<GallerySchema>(databaseName(appid), VERSION, {
      upgrade(fresh, before, _after, transaction) {
        const plain = fresh as unknown as IDBPDatabase;
        foreign = before !== 0 && before < FIRST;
        if (foreign) {
          transaction.done.catch(() => undefined);
          transaction.abort();
        } else if (before === 0) makeStores(plain);
        else for (const migrate of MIGRATIONS.slice(before - FIRST)) migrate(plain);
      },
      blocking: onStale,
      terminated: onStale,
    });
    const oddity = oddityOf(db as unknown as IDBPDatabase);
    if (oddity === undefined) return db;
    db.close();
    throw notOurs(oddity);
  } catch (error) {
    throw foreign ? notOurs('is of a version that no release made') : error;
  }
}

/** Removes the database, whatever lies in it. False when another tab keeps it open: then it goes when that tab does. */
export async function deleteDatabase(appid: string): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, DELETE_PATIENCE_MS, false);
  });
  const deleted = deleteDB(databaseName(appid)).then(() => true as const);
  deleted.catch(() => undefined); // nobody listens any more when it comes too late
  try {
    return await Promise.race([deleted, patience]);
  } finally {
    clearTimeout(timer);
  }
}

function databaseName(appid: string): string {
  return `mien:${appid}`;
}

function notOurs(how: string): Error {
  return storageError(
    'damaged',
    `the gallery’s database ${how}: nothing in it is believed; erase it to begin anew`,
  );
}
