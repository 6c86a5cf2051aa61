import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  change,
  code,
  everything,
  face,
  keysOf,
  latin,
  openGallery,
  openRaw,
  person,
  probe,
  trouble,
  verified,
} from './testing';

let appid: string;
let gallery: RemoteGallery;

const open = (passphrase?: string) => openGallery(appid, passphrase);

beforeEach(() => {
  appid = `test-${crypto.randomUUID()}`;
});

afterEach(async () => {
  await gallery.erase(appid); // closes its connection
  await deleteDB(`mien:${appid}`);
});

describe('at rest', () => {
  it('nothing of persons, groups, names, tags or templates can be read', async () => {
    gallery = await open();
    const ann = { ...person('person-ann', 'group-door'), person_name: 'Ann Novak', tag: 'third floor' };
    const enrolled = face(0);
    enrolled.template.set([0.6, 0.8]);
    await gallery.newperson(appid, ann, enrolled);
    await gallery.search(appid, { group_id: 'group-door' }, [probe(0)]);
    const text = await everything(appid);
    const bytes = latin(new Uint8Array(enrolled.template.buffer)).slice(0, 8);
    for (const secret of ['person-ann', 'group-door', 'Ann Novak', 'third floor', bytes, 'rightEye']) {
      expect(text.includes(secret), secret).toBe(false);
    }
    // The same look finds what is there in plain.
    expect(text).toContain(enrolled.face_id);
  });

  it('a record opens in its own place only: not in another’s, of another generation or gallery', async () => {
    gallery = await open();
    const ann = await gallery.newperson(appid, person('ann', 'g'), face(0));
    await gallery.newperson(appid, person('bob', 'g'), face(1));
    const [first, second] = await keysOf(appid, 'faces');
    const db = await openRaw(appid);
    const records = await Promise.all([db.get('faces', first), db.get('faces', second)]);
    await db.put('faces', { ...records[0], data: records[1].data });
    expect(await code(gallery.getface(appid, records[0].face_id))).toBe(-1200);
    await db.put('faces', records[0]);
    expect(await code(gallery.getface(appid, records[0].face_id))).toBe(0);

    // An older record of the person, put back.
    const person_key = first.startsWith((await keysOf(appid, 'persons'))[0]) ? 0 : 1;
    const key = (await keysOf(appid, 'persons'))[person_key];
    const old = await db.get('persons', key);
    const id = records[0].face_id === ann.faceId ? 'ann' : 'bob';
    await gallery.setinfo(appid, id, { person_name: 'new' });
    const now = await db.get('persons', key);
    await db.put('persons', { ...now, data: old.data });
    expect(await trouble(gallery.getinfo(appid, id))).toEqual({
      code: -1200,
      kind: 'damaged',
      storage: 'damaged',
      person_id: id,
    });
    // Groups stand in plain beside it, and belong to it.
    await db.put('persons', { ...now, groups: [...now.groups, now.groups[0]] });
    expect(await code(gallery.getinfo(appid, id))).toBe(-1200);
    await db.put('persons', now);
    expect(await code(gallery.getinfo(appid, id))).toBe(0);

    const other = `${appid}-other`;
    await gallery.newperson(other, person('ann', 'g'), face(0));
    const foreign = await openRaw(other);
    const [stranger] = await foreign.getAll('persons');
    foreign.close();
    await db.put('persons', { ...now, data: stranger.data, generation: stranger.generation });
    expect(await code(gallery.getinfo(appid, id))).toBe(-1200);
    db.close();
    await gallery.erase(other);
  });

  it('nor in the place of one that was written together with it', async () => {
    gallery = await open();
    await gallery.newperson(appid, person('ann', 'g', 'h'), face(0));
    const db = await openRaw(appid);
    const [first, second] = await db.getAll('groups');
    expect(first.generation).toBe(second.generation);
    await db.put('groups', { ...first, data: second.data });
    await db.put('groups', { ...second, data: first.data });
    expect((await gallery.check(appid)).damaged).toHaveLength(2);
    await db.put('groups', first);
    await db.put('groups', second);
    expect((await gallery.check(appid)).damaged).toEqual([]);
    db.close();
  });

  it('every mutation asks for durability “strict”', async () => {
    gallery = await open();
    const asked: (string | undefined)[] = [];
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === 'readwrite') asked.push(options?.durability);
      return original.call(this, stores, mode, options);
    };
    try {
      const { faceId } = await gallery.newperson(appid, person('ann', 'g'), face(0));
      await gallery.addface(appid, 'ann', face(1), '', 2);
      await gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['h'] });
      await gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['h'] });
      await gallery.setinfo(appid, 'ann', { tag: 't' });
      await gallery.delface(appid, 'ann', [faceId]);
      await gallery.delperson(appid, 'ann');
      await gallery.setPassphrase(appid, { next: 'a passphrase' });
    } finally {
      IDBDatabase.prototype.transaction = original;
    }
    // A new key marks, lays no face, shows all, and clears the mark.
    expect(asked).toEqual(Array(10).fill('strict'));
  });
});

it('refuses to seal more than its key may', async () => {
  gallery = await open();
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await change<{ sealings: number }>(appid, 'state', 'state', (state) => ({
    ...state,
    sealings: 2 ** 32 - 2,
  }));
  // The number is sealed against change; a changed one is the least that is believed.
  expect(await code(gallery.newperson(appid, person('bob', 'g'), face(1)))).toBe(-1200);
  expect(await code(verified(gallery, appid, 'ann', probe(0)))).toBe(0);
});
