import { type IDBPDatabase, openDB } from 'idb';
import type { Keyring } from '../keys';

/** The database as whoever opens the developer tools sees it. */
export function openRaw(appid: string): Promise<IDBPDatabase> {
  return openDB(`mien:${appid}`);
}

/** Flips the lowest bit of one of a record's sealed bytes; negative: from the end. */
export async function flip(appid: string, store: string, key: IDBValidKey, at = 20): Promise<void> {
  const db = await openRaw(appid);
  const record = await db.get(store, key);
  record.data[at < 0 ? record.data.length + at : at] ^= 1;
  await db.put(store, record);
  db.close();
}

/** Changes a record in place. */
export async function change<T>(
  appid: string,
  store: string,
  key: IDBValidKey,
  how: (record: T) => T,
): Promise<void> {
  const db = await openRaw(appid);
  await db.put(store, how(await db.get(store, key)));
  db.close();
}

export async function keysOf(appid: string, store: string): Promise<string[]> {
  const db = await openRaw(appid);
  const keys = await db.getAllKeys(store);
  db.close();
  return keys as string[];
}

/** All bytes and texts of the database in one text of Latin characters, for looking what can be read. */
export async function everything(appid: string): Promise<string> {
  const db = await openRaw(appid);
  const parts: string[] = [];
  const take = (value: unknown): void => {
    if (typeof value === 'string') parts.push(value);
    else if (value instanceof Uint8Array) parts.push(latin(value));
    else if (value instanceof Float32Array) parts.push(latin(new Uint8Array(value.buffer)));
    else if (Array.isArray(value)) value.forEach(take);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  for (const store of db.objectStoreNames) {
    take(await db.getAllKeys(store));
    take(await db.getAll(store));
  }
  db.close();
  return parts.join('\n');
}

export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export async function put(appid: string, store: string, record: unknown, key?: string): Promise<void> {
  const db = await openRaw(appid);
  await db.put(store, record, key);
  db.close();
}

/** The record of keys as it lies there now. */
export async function ringOf(appid: string): Promise<Keyring> {
  const db = await openRaw(appid);
  const ring = await db.get('keys', 'keys');
  db.close();
  return ring;
}
