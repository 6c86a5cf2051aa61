/** What runs in the page to bring a gallery where thousands of calls would lead. */

interface Change {
  readonly appid: string;
  readonly store: 'persons' | 'faces' | 'groups';
  readonly key: string;
  readonly change: object;
}

/** Changes fields of one record of an appid's gallery. */
export async function changeRecord({ appid, store, key, change }: Change): Promise<void> {
  const opening = indexedDB.open(`mien:${appid}`);
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  const tx = db.transaction(store, 'readwrite');
  const records = tx.objectStore(store);
  const reading = records.get(key);
  reading.onsuccess = () => records.put({ ...reading.result, ...change });
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  db.close();
}

/** Makes the appid's database one of a later version of this library, which no earlier one can open. */
export async function newerDatabase(appid: string): Promise<void> {
  const opening = indexedDB.open(`mien:${appid}`, 1000);
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  db.close();
}
