import { type DBSchema, openDB } from 'idb';

interface UsedSchema extends DBSchema {
  /** By the signature's MAC; until when it could pass again, Unix seconds. */
  used: { key: string; value: number };
}

/**
 * One-time signatures that have passed, until they are too old to pass anyway: in a database of its own, so that a reload does not
 * forget them and all tabs of the origin know them. Where the browser stores nothing, this page alone remembers, until it is left.
 */
export class UsedSignatures {
  readonly #known = new Map<string, number>();

  /** Notes a signature at `time`; false when it is known. Both times are Unix seconds. */
  async add(mac: string, until: number, time: number): Promise<boolean> {
    for (const [known, end] of this.#known) if (end < time) this.#known.delete(known);
    if (this.#known.has(mac)) return false;
    this.#known.set(mac, until);
    return store(mac, until, time).catch(() => true);
  }
}

/** Opens the database for one use, so that no connection is in the way of clearing it. */
async function store(mac: string, until: number, time: number): Promise<boolean> {
  const db = await openDB<UsedSchema>('mien-signatures', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('used'),
  });
  try {
    const tx = db.transaction('used', 'readwrite', { durability: 'strict' });
    for await (const cursor of tx.store) if (cursor.value < time) await cursor.delete();
    const isNew = (await tx.store.get(mac)) === undefined;
    if (isNew) await tx.store.put(until, mac);
    await tx.done;
    return isNew;
  } finally {
    db.close();
  }
}
