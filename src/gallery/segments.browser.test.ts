import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewFace, RemoteGallery } from '../protocol';
import {
  candidatesOf,
  code,
  createGalleryService,
  face,
  flip,
  keysOf,
  openRaw,
  person,
  probe,
  verified,
} from './testing';

const PERSONS = 100;
let appid: string;
let gallery: RemoteGallery;

/** Each person's face is a direction of its own in the plane, so that every search has one answer. */
function turned(i: number): NewFace {
  const made = face(0);
  made.template.set([Math.cos(i / PERSONS), Math.sin(i / PERSONS)]);
  return made;
}

async function finds(from: RemoteGallery, i: number): Promise<string> {
  const [[best]] = await candidatesOf(from.search(appid, { group_id: 'g' }, [turned(i).template]));
  return best.personId;
}

/** Whether a search read face records by the hundred. */
async function readsRecords(work: () => Promise<unknown>): Promise<boolean> {
  const original = IDBObjectStore.prototype.getAll;
  let read = false;
  IDBObjectStore.prototype.getAll = function (...query) {
    if (this.name === 'faces') read = true;
    return original.apply(this, query);
  };
  try {
    await work();
  } finally {
    IDBObjectStore.prototype.getAll = original;
  }
  return read;
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = createGalleryService();
  for (let i = 0; i < PERSONS; i++) await gallery.newperson(appid, person(`p${i}`, 'g'), turned(i));
  expect(await finds(gallery, 3)).toBe('p3');
  // Written when it has been quiet for a while.
  await expect.poll(() => keysOf(appid, 'segments'), { timeout: 10_000 }).toHaveLength(1);
});

afterEach(async () => {
  await createGalleryService().erase(appid);
});

describe('segments', () => {
  it('are what a search is loaded from, with what changed since', async () => {
    const later = createGalleryService();
    const withoutRecords = !(await readsRecords(async () => expect(await finds(later, 5)).toBe('p5')));
    expect(withoutRecords).toBe(true);
    expect((await later.info(appid)).search).toMatchObject({ persons: PERSONS, templates: PERSONS });

    await gallery.delperson(appid, 'p5');
    await gallery.newperson(appid, person('q', 'g'), turned(5));
    await gallery.addgroupids(appid, { person_id: 'p6', group_ids: ['h'] });
    for (const each of [gallery, later, createGalleryService()]) {
      expect(await finds(each, 5)).toBe('q');
      const [found] = await candidatesOf(each.search(appid, { group_id: 'h' }, [probe(0)]));
      expect(found.map(({ personId }) => personId)).toEqual(['p6']);
    }
  });

  it('do not outlive a face that is deleted', async () => {
    const faceIds = await gallery.getfaceids(appid, 'p7');
    await gallery.delface(appid, 'p7', faceIds);
    expect(await keysOf(appid, 'segments')).toEqual([]);
    expect(await finds(createGalleryService(), 7)).not.toBe('p7');
    await expect.poll(() => keysOf(appid, 'segments'), { timeout: 10_000 }).toHaveLength(1);
    expect(await finds(createGalleryService(), 7)).not.toBe('p7');
  });

  it('that are damaged, missing or from another time are not used, and what they hold is read from the records', async () => {
    const [key] = await keysOf(appid, 'segments');
    const db = await openRaw(appid);
    const old = await db.get('segments', key);
    const oldLists = await db.getAll('manifests');
    for (const at of [0, 20, 500, -1]) {
      await flip(appid, 'segments', key, at);
      const later = createGalleryService();
      const records = await readsRecords(async () => expect(await finds(later, 9)).toBe('p9'));
      expect(records, `byte ${at}`).toBe(true);
      await flip(appid, 'segments', key, at);
    }
    await db.delete('segments', key);
    expect(await finds(createGalleryService(), 9)).toBe('p9');
    await db.put('segments', old);

    // An older segment with an older list, as someone might put them back to see a deleted person again.
    await gallery.delperson(appid, 'p9');
    await db.put('segments', old);
    for (const list of oldLists) await db.put('manifests', list);
    expect(await finds(createGalleryService(), 9)).not.toBe('p9');
    for (const [list] of [oldLists]) await db.delete('manifests', list.key);
    expect(await finds(createGalleryService(), 9)).not.toBe('p9');
    db.close();
    expect((await gallery.check(appid)).damaged).toEqual([]);
  });

  it('can be thrown away at any time', async () => {
    const db = await openRaw(appid);
    await Promise.all([db.clear('segments'), db.clear('manifests')]);
    db.close();
    expect(await finds(createGalleryService(), 11)).toBe('p11');
    expect(await code(verified(gallery, appid, 'p11', probe(0)))).toBe(0);
  });
});
