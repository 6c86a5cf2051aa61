import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/*
 * What must outlive the service worker, which is stopped at any time and forgets. A database, since service workers
 * that clean up tend to delete every cache they do not know.
 */

/** Requests of one fingerprint that have no answer yet. */
export interface Unanswered {
  /** The run of the service worker that received them. */
  readonly run: string;
  readonly count: number;
}

interface BridgeSchema extends DBSchema {
  settings: { key: 'installed'; value: boolean };
  /** By fingerprint. */
  unanswered: { key: string; value: Unanswered };
}

/** Opens the bridge's database for one use, so that no connection is in the way of clearing it. */
export async function withDatabase<T>(use: (db: IDBPDatabase<BridgeSchema>) => Promise<T>): Promise<T> {
  const db = await openDB<BridgeSchema>('mien-v1', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('settings');
      fresh.createObjectStore('unanswered');
    },
  });
  try {
    return await use(db);
  } finally {
    db.close();
  }
}
