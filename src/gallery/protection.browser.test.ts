import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { code, face, ok, person, probe } from '../../test/support/gallery';
import { change, everything, flip, keysOf, latin, openRaw } from '../../test/support/gallery-records';
import type { RemoteGallery, Reply } from '../protocol';
import { createGalleryService } from './service';

let appid: string;
let gallery: RemoteGallery;

async function open(passphrase?: string): Promise<RemoteGallery> {
  const service = createGalleryService();
  await ok(service.open(appid, passphrase));
  return service;
}

/** What a program reads of a failure. */
async function trouble(reply: Promise<Reply<unknown>>): Promise<unknown> {
  const settled = await reply;
  return settled.ok ? 'none' : { code: settled.error.code, ...settled.error.data };
}

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
    await ok(gallery.newperson(appid, ann, enrolled));
    await ok(gallery.search(appid, { group_id: 'group-door' }, [probe(0)]));
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
    const ann = await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    await ok(gallery.newperson(appid, person('bob', 'g'), face(1)));
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
    const id = records[0].face_id === ann.face_id ? 'ann' : 'bob';
    await ok(gallery.setinfo(appid, id, { person_name: 'new' }));
    const now = await db.get('persons', key);
    await db.put('persons', { ...now, data: old.data });
    expect(await trouble(gallery.getinfo(appid, id))).toEqual({
      code: -1200,
      storage: 'damaged',
      person_id: id,
    });
    // Groups stand in plain beside it, and belong to it.
    await db.put('persons', { ...now, groups: [...now.groups, now.groups[0]] });
    expect(await code(gallery.getinfo(appid, id))).toBe(-1200);
    await db.put('persons', now);
    expect(await code(gallery.getinfo(appid, id))).toBe(0);

    const other = `${appid}-other`;
    await ok(gallery.newperson(other, person('ann', 'g'), face(0)));
    const foreign = await openRaw(other);
    const [stranger] = await foreign.getAll('persons');
    foreign.close();
    await db.put('persons', { ...now, data: stranger.data, generation: stranger.generation });
    expect(await code(gallery.getinfo(appid, id))).toBe(-1200);
    db.close();
    await ok(gallery.erase(other));
  });

  it('nor in the place of one that was written together with it', async () => {
    gallery = await open();
    await ok(gallery.newperson(appid, person('ann', 'g', 'h'), face(0)));
    const db = await openRaw(appid);
    const [first, second] = await db.getAll('groups');
    expect(first.generation).toBe(second.generation);
    await db.put('groups', { ...first, data: second.data });
    await db.put('groups', { ...second, data: first.data });
    expect((await ok(gallery.check(appid))).damaged).toHaveLength(2);
    await db.put('groups', first);
    await db.put('groups', second);
    expect((await ok(gallery.check(appid))).damaged).toEqual([]);
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
      const { face_id } = await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
      await ok(gallery.addface(appid, 'ann', face(1), '', 2));
      await ok(gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['h'] }));
      await ok(gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['h'] }));
      await ok(gallery.setinfo(appid, 'ann', { tag: 't' }));
      await ok(gallery.delface(appid, 'ann', [face_id]));
      await ok(gallery.delperson(appid, 'ann'));
      await ok(gallery.setPassphrase(appid, { next: 'secret' }));
    } finally {
      IDBDatabase.prototype.transaction = original;
    }
    expect(asked).toEqual(Array(8).fill('strict'));
  });
});

describe('damage', () => {
  beforeEach(async () => {
    gallery = await open();
    for (const [i, id] of ['ann', 'bob', 'eve'].entries()) {
      await ok(gallery.newperson(appid, person(id, 'g', `g-${id}`), face(i)));
    }
  });

  const healthy = async () => {
    expect(await code(gallery.match(appid, 'bob', probe(1)))).toBe(0);
    const [found] = await ok(gallery.search(appid, { group_id: 'g' }, [probe(1)]));
    expect(found[0].person_id).toBe('bob');
    return found.map(({ person_id }) => person_id).sort();
  };

  it('of a face is told with its person, keeps it out of searches, and ends with the face', async () => {
    const { face_ids } = await ok(gallery.getfaceids(appid, 'ann'));
    const key = (await keysOf(appid, 'faces')).find((each) => each.includes(face_ids[0])) ?? '';
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    for (const at of [0, 15, 40, -1]) {
      await flip(appid, 'faces', key, at);
      const damaged = { code: -1200, storage: 'damaged', person_id: 'ann' };
      expect(await trouble(gallery.match(appid, 'ann', probe(0)))).toEqual(damaged);
      expect(await trouble(gallery.addface(appid, 'ann', face(3), '', 2))).toEqual(damaged);
      expect(await healthy()).toEqual(['bob', 'eve']);
      expect(await ok(gallery.check(appid))).toEqual({
        persons: 3,
        faces: 3,
        damaged: [{ what: 'face', person_id: 'ann', face_id: face_ids[0] }],
        missing: 0,
      });
      await flip(appid, 'faces', key, at);
      expect(await code(gallery.match(appid, 'ann', probe(0)))).toBe(0);
    }
    await flip(appid, 'faces', key);
    await ok(gallery.delface(appid, 'ann', face_ids));
    expect(await code(gallery.addface(appid, 'ann', face(3), '', 2))).toBe(0);
    expect(await ok(gallery.check(appid))).toMatchObject({ faces: 3, damaged: [] });
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
  });

  it('of a face that is gone is told, too', async () => {
    const { face_ids } = await ok(gallery.getfaceids(appid, 'ann'));
    const db = await openRaw(appid);
    const key = (await db.getAllKeys('faces')).find((each) => String(each).includes(face_ids[0]));
    await db.delete('faces', key as string);
    db.close();
    expect(await trouble(gallery.match(appid, 'ann', probe(0)))).toMatchObject({
      storage: 'damaged',
      person_id: 'ann',
    });
    expect((await ok(gallery.check(appid))).damaged).toMatchObject([{ what: 'face', person_id: 'ann' }]);
    expect(await healthy()).toEqual(['bob', 'eve']);
  });

  it('of a person is told, and the person can be deleted and enrolled again', async () => {
    const before = await Promise.all((await keysOf(appid, 'persons')).map(async (key) => key));
    for (const key of before) {
      await flip(appid, 'persons', key);
      const { damaged } = await ok(gallery.check(appid));
      expect(damaged).toHaveLength(1);
      const [{ person_id }] = damaged;
      if (person_id !== 'ann') {
        await flip(appid, 'persons', key);
        continue;
      }
      expect(await trouble(gallery.getinfo(appid, 'ann'))).toMatchObject({
        storage: 'damaged',
        person_id: 'ann',
      });
      expect(await code(gallery.newperson(appid, person('ann', 'g'), face(0)))).toBe(-1302);
      expect(await healthy()).toEqual(['bob', 'eve']);
      await ok(gallery.delperson(appid, 'ann'));
      expect((await ok(gallery.getgroupids(appid))).group_ids).toEqual(['g', 'g-bob', 'g-eve']);
      await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
      expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
      expect((await ok(gallery.check(appid))).damaged).toEqual([]);
      return;
    }
    throw new Error('ann was never the damaged one');
  });

  it('of a group heals from its persons', async () => {
    for (const key of await keysOf(appid, 'groups')) await flip(appid, 'groups', key);
    expect((await ok(gallery.check(appid))).damaged.filter(({ what }) => what === 'group')).toHaveLength(4);
    expect((await ok(gallery.getgroupids(appid))).group_ids).toEqual(['g', 'g-ann', 'g-bob', 'g-eve']);
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    await ok(gallery.delperson(appid, 'ann'));
    await ok(gallery.newperson(appid, person('ann', 'g', 'g-bob', 'g-eve'), face(0)));
    expect((await ok(gallery.check(appid))).damaged).toEqual([]);
  });

  it('of the state heals by counting', async () => {
    await flip(appid, 'state', 'state');
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    await ok(gallery.newperson(appid, person('joe', 'g'), face(3)));
    expect(await ok(gallery.check(appid))).toEqual({ persons: 4, faces: 4, damaged: [], missing: 0 });
    const other = await open();
    expect(await code(other.match(appid, 'joe', probe(3)))).toBe(0);
  });

  it('of persons that are gone shows in the count', async () => {
    const db = await openRaw(appid);
    await db.delete('persons', (await db.getAllKeys('persons'))[0]);
    db.close();
    expect(await ok(gallery.check(appid))).toMatchObject({ persons: 2, missing: 1 });
  });
});

describe('passphrase', () => {
  it('locks every tab, and opens with the right one only', async () => {
    gallery = await open('first');
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = await open('first');
    await ok(second.search(appid, { group_id: 'g' }, [probe(0)]));
    await ok(gallery.lock(appid));
    await expect.poll(async () => trouble(second.getinfo(appid, 'ann'))).toMatchObject({ storage: 'locked' });
    for (const call of [
      gallery.getinfo(appid, 'ann'),
      gallery.match(appid, 'ann', probe(0)),
      gallery.newperson(appid, person('bob', 'g'), face(1)),
      gallery.search(appid, { group_id: 'g' }, [probe(0)]),
      gallery.getgroupids(appid),
      gallery.check(appid),
    ]) {
      expect(await trouble(call)).toEqual({ code: -1200, storage: 'locked' });
    }
    expect(await ok(gallery.info(appid))).toMatchObject({
      protection: 'passphrase',
      locked: true,
      search: null,
    });
    expect(await code(gallery.unlock(appid, 'second'))).toBe(-1313);
    expect(await code(gallery.unlock(appid, ''))).toBe(-1301);
    await ok(gallery.unlock(appid, 'first'));
    expect(await code(gallery.match(appid, 'ann', probe(0)))).toBe(0);
    expect(await trouble(second.getinfo(appid, 'ann'))).toMatchObject({ storage: 'locked' });

    const later = createGalleryService();
    expect(await code(later.open(appid, 'wrong'))).toBe(-1313);
    expect(await code(later.open(appid))).toBe(0);
    expect(await trouble(later.getinfo(appid, 'ann'))).toMatchObject({ storage: 'locked' });
    await ok(second.erase(appid));
  });

  it('is changed, set and removed without writing a record again', async () => {
    gallery = await open();
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    expect(await code(gallery.lock(appid))).toBe(-1313);
    expect(await code(gallery.unlock(appid, 'x'))).toBe(-1313);
    expect(await code(createGalleryService().open(appid, 'x'))).toBe(-1313);
    const stored = async () => {
      const db = await openRaw(appid);
      const records = await Promise.all(
        ['persons', 'faces', 'groups', 'state'].map((store) => db.getAll(store)),
      );
      db.close();
      return records;
    };
    const before = await stored();
    await ok(gallery.setPassphrase(appid, { next: 'one' }));
    expect(await code(gallery.setPassphrase(appid, { next: 'two' }))).toBe(-1301);
    expect(await code(gallery.setPassphrase(appid, { current: 'two', next: 'two' }))).toBe(-1313);
    expect(await code(gallery.setPassphrase(appid, { current: 'one', next: '' }))).toBe(-1301);
    await ok(gallery.setPassphrase(appid, { current: 'one', next: 'two' }));
    expect(await code(createGalleryService().open(appid, 'one'))).toBe(-1313);
    await ok(gallery.lock(appid));
    await ok(gallery.unlock(appid, 'two'));
    await ok(gallery.setPassphrase(appid, { current: 'two' }));
    expect(await stored()).toEqual(before);
    expect(await code((await open()).match(appid, 'ann', probe(0)))).toBe(0);
  });

  it('cannot be made weaker, or another, from outside', async () => {
    gallery = await open('one');
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    await ok(gallery.lock(appid));
    const db = await openRaw(appid);
    const ring = await db.get('keys', 'keys');
    await db.put(
      'keys',
      { ...ring, lock: { ...ring.lock, kdf: { ...ring.lock.kdf, memoryKiB: 8 } } },
      'keys',
    );
    expect(await code(gallery.unlock(appid, 'one'))).toBe(-1313);
    await db.put(
      'keys',
      { ...ring, lock: { ...ring.lock, salt: ring.lock.salt.map((b: number) => b ^ 1) } },
      'keys',
    );
    expect(await code(gallery.unlock(appid, 'one'))).toBe(-1313);
    await db.put('keys', ring, 'keys');
    expect(await code(gallery.unlock(appid, 'one'))).toBe(0);
    db.close();
  });
});

describe('erase', () => {
  it('removes the database, while another tab has it open; that one goes on with a new gallery', async () => {
    gallery = await open();
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = await open();
    await ok(second.search(appid, { group_id: 'g' }, [probe(0)]));
    await ok(gallery.erase(appid));
    expect((await indexedDB.databases()).some(({ name }) => name === `mien:${appid}`)).toBe(false);
    expect(await code(second.getinfo(appid, 'ann'))).toBe(-1303);
    expect(await code(second.newperson(appid, person('ann', 'g'), face(1)))).toBe(0);
    expect(await code(gallery.match(appid, 'ann', probe(1)))).toBe(0);
    await ok(second.erase(appid));
  });

  it('that was cut off after the key leaves nothing that could be read, and is finished', async () => {
    gallery = await open();
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const db = await openRaw(appid);
    await db.clear('keys');
    const keyless = createGalleryService();
    expect(await trouble(keyless.open(appid))).toEqual({ code: -1200, storage: 'damaged' });
    expect(await keysOf(appid, 'faces')).toHaveLength(1);
    await db.put('sweeps', { since: 0 }, 'erase');
    db.close();
    const later = await open();
    expect(await code(later.getinfo(appid, 'ann'))).toBe(-1303);
    expect(await keysOf(appid, 'faces')).toEqual([]);
    await ok(later.erase(appid));
  });
});

it('refuses to seal more than its key may', async () => {
  gallery = await open();
  await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
  await change<{ sealings: number }>(appid, 'state', 'state', (state) => ({
    ...state,
    sealings: 2 ** 32 - 2,
  }));
  // The number is sealed against change; a changed one is the least that is believed.
  expect(await code(gallery.newperson(appid, person('bob', 'g'), face(1)))).toBe(-1200);
  expect(await code(gallery.match(appid, 'ann', probe(0)))).toBe(0);
});
