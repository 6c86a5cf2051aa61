import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  code,
  createGalleryService,
  face,
  keysOf,
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

describe('passphrase', () => {
  it('locks every tab, and opens with the right one only', async () => {
    gallery = await open('first passphrase');
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open('first passphrase');
    await second.search(appid, { group_id: 'g' }, [probe(0)]);
    await gallery.lock(appid);
    await expect
      .poll(async () => trouble(second.getinfo(appid, 'ann')))
      .toMatchObject({ kind: 'locked', storage: 'locked' });
    for (const refused of [
      gallery.getinfo(appid, 'ann'),
      verified(gallery, appid, 'ann', probe(0)),
      gallery.newperson(appid, person('bob', 'g'), face(1)),
      gallery.search(appid, { group_id: 'g' }, [probe(0)]),
      gallery.getgroupids(appid),
      gallery.check(appid),
    ].map(trouble)) {
      expect(await refused).toEqual({ code: -1200, kind: 'locked', storage: 'locked' });
    }
    expect(await gallery.info(appid)).toMatchObject({
      protection: 'passphrase',
      locked: true,
      search: null,
    });
    expect(await code(gallery.unlock(appid, 'second passphrase'))).toBe(-1313);
    expect(await code(gallery.unlock(appid, ''))).toBe(-1301);
    await gallery.unlock(appid, 'first passphrase');
    expect(await code(verified(gallery, appid, 'ann', probe(0)))).toBe(0);
    expect(await trouble(second.getinfo(appid, 'ann'))).toMatchObject({ kind: 'locked', storage: 'locked' });

    const later = createGalleryService();
    expect(await code(later.open(appid, 'wrong passphrase'))).toBe(-1313);
    expect(await code(later.open(appid))).toBe(0);
    expect(await trouble(later.getinfo(appid, 'ann'))).toMatchObject({ kind: 'locked', storage: 'locked' });
    await second.erase(appid);
  });

  it('is changed and removed without writing a record again', async () => {
    gallery = await open('one passphrase');
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const stored = async () => {
      const db = await openRaw(appid);
      const records = await Promise.all(['persons', 'faces', 'groups'].map((store) => db.getAll(store)));
      db.close();
      return records;
    };
    const before = await stored();
    const set = (current: string | undefined, next: string | undefined) =>
      gallery.setPassphrase(appid, { current, next });
    expect(await code(set(undefined, 'two passphrase'))).toBe(-1301);
    expect(await code(set('two passphrase', 'two passphrase'))).toBe(-1313);
    expect(await code(set('one passphrase', ''))).toBe(-1301);
    await set('one passphrase', 'two passphrase');
    expect(await code(createGalleryService().open(appid, 'one passphrase'))).toBe(-1313);
    await gallery.lock(appid);
    await gallery.unlock(appid, 'two passphrase');
    await set('two passphrase', undefined);
    expect(await stored()).toEqual(before);
    expect(await code(verified(await open(), appid, 'ann', probe(0)))).toBe(0);
  });

  it('is none that a gallery without one takes', async () => {
    gallery = await open();
    expect(await code(gallery.lock(appid))).toBe(-1313);
    expect(await code(gallery.unlock(appid, 'x'))).toBe(-1313);
    expect(await code(createGalleryService().open(appid, 'x'))).toBe(-1313);
  });

  it('has eight characters or as many as the host asks for, and what has less still opens', async () => {
    gallery = createGalleryService();
    const short = { code: -1313, kind: 'short_passphrase' };
    expect(await trouble(gallery.open(appid, 'seven 7'))).toEqual(short);
    expect(await trouble(gallery.open(appid, '\u{1F511}'.repeat(7)))).toEqual(short);
    expect(await trouble(gallery.open(appid, 'e\u0301'.repeat(7)))).toEqual(short);
    expect(await trouble(gallery.open(appid, 'four', 5))).toEqual(short);
    await gallery.open(appid, 'four', 4);
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    expect(await trouble(gallery.setPassphrase(appid, { current: 'four', next: 'five5' }))).toEqual(short);
    expect(await trouble(gallery.beginExport(appid, 'five5', false, 'one'))).toEqual(short);
    expect(await code(gallery.beginExport(appid, 'five5', false, 'two', 5))).toBe(0);
    await gallery.lock(appid);
    await gallery.unlock(appid, 'four');
    expect(await code(createGalleryService().open(appid, 'four'))).toBe(0);
    await gallery.setPassphrase(appid, { current: 'four', next: '8 letter' });
  });

  it('cannot be made weaker, or another, from outside', async () => {
    gallery = await open('one passphrase');
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    await gallery.lock(appid);
    const db = await openRaw(appid);
    const ring = await db.get('keys', 'keys');
    await db.put(
      'keys',
      { ...ring, lock: { ...ring.lock, kdf: { ...ring.lock.kdf, memoryKiB: 8 } } },
      'keys',
    );
    expect(await trouble(gallery.unlock(appid, 'one passphrase'))).toEqual({
      code: -1200,
      kind: 'damaged',
      storage: 'damaged',
    });
    await db.put(
      'keys',
      { ...ring, lock: { ...ring.lock, salt: ring.lock.salt.map((b: number) => b ^ 1) } },
      'keys',
    );
    expect(await code(gallery.unlock(appid, 'one passphrase'))).toBe(-1313);
    await db.put('keys', ring, 'keys');
    expect(await code(gallery.unlock(appid, 'one passphrase'))).toBe(0);
    db.close();
  });
});

describe('erase', () => {
  it('removes the database, while another tab has it open; that one goes on with a new gallery', async () => {
    gallery = await open();
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open();
    await second.search(appid, { group_id: 'g' }, [probe(0)]);
    await gallery.erase(appid);
    expect((await indexedDB.databases()).some(({ name }) => name === `mien:${appid}`)).toBe(false);
    expect(await code(second.getinfo(appid, 'ann'))).toBe(-1303);
    expect(await code(second.newperson(appid, person('ann', 'g'), face(1)))).toBe(0);
    expect(await code(verified(gallery, appid, 'ann', probe(1)))).toBe(0);
    await second.erase(appid);
  });

  it('that was cut off after the key leaves nothing that could be read, and is finished', async () => {
    gallery = await open();
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const db = await openRaw(appid);
    await db.clear('keys');
    const keyless = createGalleryService();
    expect(await trouble(keyless.open(appid))).toEqual({ code: -1200, kind: 'damaged', storage: 'damaged' });
    expect(await keysOf(appid, 'faces')).toHaveLength(1);
    await db.put('sweeps', { since: 0 }, 'erase');
    db.close();
    const later = await open();
    expect(await code(later.getinfo(appid, 'ann'))).toBe(-1303);
    expect(await keysOf(appid, 'faces')).toEqual([]);
    await later.erase(appid);
  });
});
