import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS, type RemoteGallery } from '../protocol';
import {
  candidatesOf,
  code,
  createGalleryService,
  face,
  openGallery,
  openRaw,
  person,
  probe,
  trouble,
} from './testing';

/** Longer than any of these calls may take, on a slow machine. */
const LIMIT_MS = 15_000;
const IDS = ['ann', 'bob', 'eve'];
let appid: string;
let gallery: RemoteGallery;
let raw: Awaited<ReturnType<typeof openRaw>>;

const find = (from = gallery) => candidatesOf(from.search(appid, { group_id: 'g' }, [probe(0)]));

async function found(from = gallery): Promise<string[]> {
  const [items] = await find(from);
  return items.map(({ personId }) => personId).sort();
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  for (const [i, id] of IDS.entries()) await gallery.newperson(appid, person(id, 'g'), face(i));
  expect(await found()).toEqual(IDS); // an index is there
  raw = await openRaw(appid);
});

afterEach(async () => {
  raw.close();
  await createGalleryService().erase(appid);
  await deleteDB(`mien:${appid}`);
});

it('groups without end of a person whom nobody sealed are looked for one by one, and not all of them', async () => {
  const [one] = await raw.getAll('persons');
  const groups = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? `x${i}` : `${i}`.padStart(32, '0')));
  await raw.put('persons', { ...one, groups });
  const { getAll, getAllKeys } = IDBIndex.prototype;
  let now = 0;
  let [asked, most] = [0, 0];
  function counting<T extends typeof getAll | typeof getAllKeys>(original: T) {
    return function (this: IDBIndex, ...query: Parameters<T>) {
      asked += 1;
      most = Math.max(most, ++now);
      const request = original.apply(this, query);
      request.addEventListener('success', () => now--);
      return request as ReturnType<T>;
    };
  }
  Object.assign(IDBIndex.prototype, { getAll: counting(getAll), getAllKeys: counting(getAllKeys) });
  try {
    expect(await gallery.getgroupids(appid)).toEqual(['g']);
    for (const id of IDS) expect([0, -1303]).toContain(await code(gallery.delperson(appid, id)));
  } finally {
    Object.assign(IDBIndex.prototype, { getAll, getAllKeys });
  }
  expect(asked).toBeGreaterThan(100);
  expect(asked).toBeLessThan(4 * LIMITS.groupsPerApp);
  expect(most).toBeLessThan(10);
}, 60_000);

describe('a search ends', { timeout: LIMIT_MS }, () => {
  it('when the state is missing, and mends it', async () => {
    await raw.clear('state');
    expect(await found()).toEqual(IDS);
    await raw.clear('state');
    expect(await found(createGalleryService())).toEqual(IDS);
    expect(await raw.count('state')).toBe(1);
  });

  it('when persons or faces vanish under a live index, and leaves them out', async () => {
    const [one] = await raw.getAll('persons');
    await raw.delete('persons', one.key);
    const left = await found();
    expect(left).toHaveLength(2);
    const [two] = await raw.getAll('persons');
    const faces = await raw.getAllKeys('faces', IDBKeyRange.bound(two.key, `${two.key}/`));
    for (const key of faces) await raw.delete('faces', key);
    expect(await found()).toHaveLength(1);
    await raw.clear('persons');
    expect(await found()).toEqual([]);
  });

  it('when all that it finds is damaged, however many they are', async () => {
    for (let i = 0; i < 60; i++) await gallery.newperson(appid, person(`p${i}`, 'g'), face(0));
    expect(await found()).toHaveLength(5);
    for (const record of await raw.getAll('faces')) {
      record.data[20] ^= 1;
      await raw.put('faces', record);
    }
    expect(await found()).toEqual([]);
    expect(await found(createGalleryService())).toEqual([]);
  });

  it('when the gallery went back: the state alone, or all of it', async () => {
    const stores = ['state', 'persons', 'faces', 'groups'] as const;
    const before = await Promise.all(stores.map((store) => raw.getAll(store)));
    for (let i = 0; i < 3; i++) await gallery.setinfo(appid, 'ann', { tag: `${i}` });
    await gallery.newperson(appid, person('joe', 'g'), face(3));
    expect(await found()).toEqual([...IDS, 'joe']);
    await raw.put('state', before[0][0]);
    expect(await found()).toEqual([...IDS, 'joe']);
    expect(await found(createGalleryService())).toEqual([...IDS, 'joe']);
    // Whoever writes then is seen by all.
    await createGalleryService().newperson(appid, person('zoe', 'g'), face(2));
    expect(await found()).toHaveLength(5);
    expect(await gallery.check(appid)).toMatchObject({ persons: 5, damaged: [], missing: 0 });

    for (const [i, store] of stores.entries()) {
      await raw.clear(store);
      for (const record of before[i]) await raw.put(store, record);
    }
    expect(await found()).toEqual(IDS);
  });

  it('with −1200 when what it reads changes each time', async () => {
    for (let i = 0; i < 60; i++) await gallery.newperson(appid, person(`p${i}`, 'g'), face(0));
    const original = IDBObjectStore.prototype.get;
    // Somebody who takes the faces away whenever they are about to be read.
    IDBObjectStore.prototype.get = function (key) {
      return original.call(this, this.name === 'faces' ? 'nobody’s' : key);
    };
    try {
      expect(await trouble(find())).toEqual({ code: -1200, kind: 'damaged', storage: 'damaged' });
    } finally {
      IDBObjectStore.prototype.get = original;
    }
    expect(await found()).toHaveLength(5);
  });

  it('and so do writes, when a state lies there that nothing can follow', async () => {
    const [state] = await raw.getAll('state');
    for (const generation of [2 ** 53 - 1, 2 ** 52, 2 ** 52 - 1]) {
      await raw.put('state', { ...state, generation });
      for (let i = 0; i < 3; i++) expect(await code(gallery.setinfo(appid, 'ann', { tag: `${i}` }))).toBe(0);
      expect(await found()).toEqual(IDS);
    }
  });
});
