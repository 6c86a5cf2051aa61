import type { IDBPDatabase } from 'idb';
import { STORES, type StoreName } from '../records';

interface Shape {
  readonly keyPath: 'key' | 'name' | null;
  /** In the order of their names. */
  readonly indexes: Readonly<Record<string, { readonly keyPath: string; readonly multiEntry: boolean }>>;
}

const KEYED: Shape = { keyPath: 'key', indexes: {} };
const NAMED: Shape = { keyPath: null, indexes: {} };

/** Every store of the database, as it is made and as it must be found. */
const SHAPES: Readonly<Record<StoreName, Shape>> = {
  keys: NAMED,
  sweeps: NAMED,
  state: KEYED,
  groups: KEYED,
  attempts: KEYED,
  manifests: KEYED,
  segments: KEYED,
  pictures: KEYED,
  audit: KEYED,
  fleet: { keyPath: 'name', indexes: {} },
  shadows: {
    keyPath: 'key',
    indexes: {
      'by-person': { keyPath: 'person', multiEntry: false },
      'by-waits': { keyPath: 'waits', multiEntry: false },
    },
  },
  persons: {
    keyPath: 'key',
    indexes: {
      'by-generation': { keyPath: 'generation', multiEntry: false },
      'by-group': { keyPath: 'groups', multiEntry: true },
    },
  },
  faces: { keyPath: 'key', indexes: { 'by-face': { keyPath: 'face_id', multiEntry: false } } },
};

/** Makes the stores of a new database, or those that it has had not yet. */
export function makeStores(db: IDBPDatabase, names: readonly StoreName[] = STORES): void {
  for (const name of names) {
    const { keyPath, indexes } = SHAPES[name];
    const store = db.createObjectStore(name, { keyPath });
    for (const [index, { keyPath: path, multiEntry }] of Object.entries(indexes)) {
      store.createIndex(index, path, { multiEntry });
    }
  }
}

/** What of the database is not as mien makes it; undefined when all is. */
export function oddityOf(db: IDBPDatabase): string | undefined {
  const own: readonly string[] = STORES;
  const found = [...db.objectStoreNames];
  const strange = found.filter((name) => !own.includes(name));
  if (strange.length > 0) return `holds stores that no release wrote (${strange.join(', ')})`;
  const missing = own.filter((name) => !found.includes(name));
  if (missing.length > 0) return `lacks stores (${missing.join(', ')})`;
  const transaction = db.transaction(found);
  const changed = found.filter((name) => {
    const store = transaction.objectStore(name);
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, multiEntry, unique } = store.index(index);
      return [index, keyPath, multiEntry, unique];
    });
    const { keyPath, indexes: made } = SHAPES[name as StoreName];
    const expected = Object.entries(made).map(([index, each]) => [
      index,
      each.keyPath,
      each.multiEntry,
      false,
    ]);
    return (
      JSON.stringify([store.keyPath, store.autoIncrement, indexes]) !==
      JSON.stringify([keyPath, false, expected])
    );
  });
  return changed.length > 0 ? `has stores of another form (${changed.join(', ')})` : undefined;
}
