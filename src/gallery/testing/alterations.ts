import fc from 'fast-check';
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { STORES } from '../records';
import { openRaw } from './raw-records';

/** A database's records, by store. */
export type Content = Readonly<Record<string, readonly (readonly [key: IDBValidKey, value: unknown])[]>>;

/** One thing that somebody does to a gallery's database. `row` and `number` choose among what is there. */
export interface Alteration {
  readonly kind: 'field' | 'flip' | 'delete' | 'clear' | 'old' | 'replace' | 'swap' | 'copy' | 'stores';
  readonly store: string;
  readonly row: number;
  readonly number: number;
  readonly value: unknown;
  /** Stores beside mien's own, and one of those that is left out, for `stores`. */
  readonly more: readonly string[];
  readonly missing: string | undefined;
}

/** Alterations of every kind, most of them of one field. */
export function alterations(): fc.Arbitrary<Alteration> {
  const number = fc.oneof(
    fc.constantFrom(0, -1, 0.5, 1, 5, 2 ** 32, 2 ** 32 - 2, 2 ** 40, 2 ** 52, 2 ** 53 - 1, 2 ** 53),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.integer(),
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 16 }).map((bytes) => bytes.slice().buffer) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(undefined, null, '', true, 9n, [], {}, ['g'], [[1]], new Date(0)),
    },
    { weight: 1, arbitrary: fc.constantFrom({ kind: 'device' }, { kind: 'passphrase' }, { toString: 1 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  );
  return fc.record({
    kind: fc.constantFrom(
      ...(['field', 'field', 'field', 'flip', 'delete', 'clear', 'old'] as const),
      ...(['replace', 'swap', 'copy', 'stores'] as const),
    ),
    store: fc.constantFrom(...STORES, 'keys', 'state', 'persons', 'faces'),
    row: fc.nat(99),
    number: fc.nat(2_000),
    value,
    more: fc.constantFrom([], ['v1-persons', 'v1-faces', 'v1-groups'], ['attic']),
    missing: fc.constantFrom(undefined, undefined, ...STORES),
  });
}

/** Does it. `old`: what was there at an earlier time. */
export async function alter(appid: string, alteration: Alteration, old: Content): Promise<void> {
  if (alteration.kind === 'stores') return rebuild(appid, alteration);
  const db = await openRaw(appid);
  try {
    if (db.objectStoreNames.contains(alteration.store)) await alterStore(db, alteration, old);
  } finally {
    db.close();
  }
}

async function alterStore(db: IDBPDatabase, alteration: Alteration, old: Content): Promise<void> {
  const { kind, store, row, number } = alteration;
  if (kind === 'clear') return db.clear(store);
  if (kind === 'old') {
    for (const [key, value] of old[store]) await put(db, store, key, value);
    return;
  }
  const keys = await db.getAllKeys(store);
  if (keys.length === 0) return;
  const key = keys[row % keys.length];
  if (kind === 'delete') return db.delete(store, key);
  const record = await db.get(store, key);
  const other = await db.get(store, keys[number % keys.length]);
  await put(db, store, key, altered(alteration, record, other));
}

function altered({ kind, number, value }: Alteration, record: unknown, other: unknown): unknown {
  if (kind === 'replace') return value;
  const fields = [...fieldsOf(record)];
  if (fields.length === 0) return value;
  if (kind === 'field') {
    const { target, name } = fields[number % fields.length];
    target[name] = value;
  } else if (kind === 'flip') {
    const bytes = fields.map(({ target, name }) => target[name]).find((each) => each instanceof Uint8Array);
    if (bytes !== undefined && bytes.length > 0) bytes[number % bytes.length] ^= 1 << (number % 8);
  } else {
    const [own] = fields;
    const from = Object(other) as Record<string, unknown>;
    if (kind === 'swap') own.target.data = from.data;
    else return { ...from, key: own.target.key };
  }
  return record;
}

interface Field {
  readonly target: Record<string, unknown>;
  readonly name: string;
}

/** A record's fields, and those of its objects. */
function* fieldsOf(value: unknown): Generator<Field> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  const target = value as Record<string, unknown>;
  for (const name of Object.keys(target)) {
    yield { target, name };
    yield* fieldsOf(target[name]);
  }
}

/** The same records in a database with other stores. */
async function rebuild(appid: string, { more, missing }: Alteration): Promise<void> {
  const content = await readDatabase(appid);
  await writeDatabase(appid, content, more, missing);
}

export async function readDatabase(appid: string): Promise<Content> {
  const db = await openRaw(appid);
  const content: Record<string, [IDBValidKey, unknown][]> = {};
  for (const name of db.objectStoreNames) {
    const [keys, values] = await Promise.all([db.getAllKeys(name), db.getAll(name)]);
    content[name] = keys.map((key, i) => [key, values[i]]);
  }
  db.close();
  return content;
}

/** A database of these records, as whoever imitates mien would make it. */
export async function writeDatabase(
  appid: string,
  content: Content,
  more: readonly string[] = [],
  missing?: string,
): Promise<void> {
  const { version = 2 } = (await indexedDB.databases()).find(({ name }) => name === `mien:${appid}`) ?? {};
  const names = [...STORES, ...more].filter((name) => name !== missing);
  await makeDatabase(appid, version, names, content);
}

/** A database of that version with these stores, in the place of whatever is there. */
export async function makeDatabase(
  appid: string,
  version: number,
  names: readonly string[],
  content: Content,
): Promise<void> {
  await deleteDB(`mien:${appid}`);
  const db = await openDB(`mien:${appid}`, version, {
    upgrade(fresh) {
      for (const name of names) {
        const store = fresh.createObjectStore(name, { keyPath: keyPathOf(name) });
        if (name === 'persons') {
          store.createIndex('by-group', 'groups', { multiEntry: true });
          store.createIndex('by-generation', 'generation');
        }
        if (name === 'faces') store.createIndex('by-face', 'face_id');
        if (name === 'shadows') {
          store.createIndex('by-person', 'person');
          store.createIndex('by-waits', 'waits');
        }
      }
    },
  });
  for (const name of names) {
    for (const [key, value] of content[name] ?? []) await put(db, name, key, value);
  }
  db.close();
}

/** Puts it as far as the database takes it: what has no key, or no clone, stays out. */
async function put(db: IDBPDatabase, store: string, key: IDBValidKey, value: unknown): Promise<void> {
  await db.put(store, value, keyPathOf(store) === null ? key : undefined).catch(() => undefined);
}

function keyPathOf(store: string): string | null {
  if (store === 'keys' || store === 'sweeps') return null;
  return store === 'fleet' ? 'name' : 'key';
}
