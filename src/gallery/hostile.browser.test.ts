import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  candidatesOf,
  change,
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

const PASSPHRASE = 'a long enough one';
let appid: string;
let gallery: RemoteGallery;

/** A gallery with ann in it, closed. */
async function made(passphrase?: string): Promise<void> {
  gallery = await openGallery(appid, passphrase);
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await gallery.newperson(appid, person('bob', 'g'), face(1));
}

/** Whatever lies there, it can be erased, and begun anew. */
async function beginsAnew(): Promise<void> {
  const fresh = createGalleryService();
  await fresh.erase(appid);
  expect(await code(fresh.getinfo(appid, 'ann'))).toBe(-1303);
  expect(await code(fresh.newperson(appid, person('ann', 'g'), face(0)))).toBe(0);
  await fresh.erase(appid);
}

beforeEach(() => {
  appid = `test-${crypto.randomUUID()}`;
});

afterEach(() => deleteDB(`mien:${appid}`));

describe('a database that somebody else wrote', () => {
  it('with plain persons laid beside the sealed ones is refused, and nobody of them verifies', async () => {
    await made();
    for (const stores of [['v1-persons', 'v1-faces', 'v1-groups'], ['attic']]) {
      await withStores(stores);
      const later = createGalleryService();
      expect(await trouble(verified(later, appid, 'mallory', probe(2)))).toEqual({
        code: -1200,
        kind: 'damaged',
        storage: 'damaged',
      });
      expect(await code(later.open(appid))).not.toBe(0);
      await deleteDB(`mien:${appid}`);
      await made();
    }
    await withStores(['v1-persons', 'v1-faces', 'v1-groups']);
    await beginsAnew();
  });

  it('of a version that no release made is refused, and so is one that lacks stores or has others of that name', async () => {
    const shapes: Record<string, (db: Awaited<ReturnType<typeof openRaw>>) => void> = {
      nothing: () => undefined,
      'another key': (db) => {
        for (const name of ['keys', 'state', 'persons', 'faces', 'groups', 'manifests', 'segments', 'sweeps'])
          db.createObjectStore(name);
      },
    };
    for (const version of [1, 2]) {
      for (const [name, upgrade] of Object.entries(shapes)) {
        (await openDB(`mien:${appid}`, version, { upgrade })).close();
        const later = createGalleryService();
        expect(await trouble(later.getgroupids(appid)), `${version}, ${name}`).toEqual({
          code: -1200,
          kind: 'damaged',
          storage: 'damaged',
        });
        await beginsAnew();
      }
    }
    (await openDB(`mien:${appid}`, 2 ** 40)).close();
    expect(await code(createGalleryService().getgroupids(appid))).toBe(-1200);
    await beginsAnew();
  });

  /** As an attacker does it who leaves mien's own records alone. */
  async function withStores(names: readonly string[]): Promise<void> {
    const raw = await openRaw(appid);
    const stores = await Promise.all(
      [...raw.objectStoreNames].map(async (name) => {
        const { store } = raw.transaction(name);
        return { name, keyPath: store.keyPath, keys: await store.getAllKeys(), values: await store.getAll() };
      }),
    );
    raw.close();
    await deleteDB(`mien:${appid}`);
    const { face_id, ...rest } = face(2);
    const db = await openDB(`mien:${appid}`, 2, {
      upgrade(fresh) {
        for (const { name, keyPath } of stores) {
          const store = fresh.createObjectStore(name, { keyPath });
          if (name === 'persons') {
            store.createIndex('by-group', 'groups', { multiEntry: true });
            store.createIndex('by-generation', 'generation');
          }
          if (name === 'faces') store.createIndex('by-face', 'face_id');
        }
        for (const name of names) fresh.createObjectStore(name);
      },
    });
    for (const { name, keyPath, keys, values } of stores) {
      for (const [i, value] of values.entries())
        await db.put(name, value, keyPath === null ? keys[i] : undefined);
    }
    if (names.length === 3) {
      const mallory = {
        person_id: 'mallory',
        person_name: '',
        tag: '',
        group_ids: ['g'],
        face_ids: [face_id],
      };
      await db.put(names[0], mallory, 'mallory');
      await db.put(names[1], { ...rest, face_id, person_id: 'mallory', tag: '' }, face_id);
    }
    db.close();
  }
});

describe('what is read before it is authenticated', () => {
  const NUMBERS = [
    2 ** 53,
    2 ** 52,
    2 ** 64,
    Number.NaN,
    Infinity,
    -Infinity,
    -1,
    0.5,
    '7',
    null,
    [],
    {},
    9n,
  ];

  it('a generation that cannot be is counted anew', async () => {
    for (const generation of NUMBERS) {
      await made();
      await change<object>(appid, 'state', 'state', (state) => ({ ...state, generation }));
      const later = createGalleryService();
      const what = String(generation);
      expect(await code(verified(later, appid, 'ann', probe(0))), what).toBe(0);
      expect((await candidatesOf(later.search(appid, { group_id: 'g' }, [probe(0)])))[0], what).toHaveLength(
        2,
      );
      expect(await code(later.newperson(appid, person('joe', 'g'), face(2))), what).toBe(0);
      expect(await code(later.newperson(appid, person('eve', 'g'), face(3))), what).toBe(0);
      expect((await candidatesOf(later.search(appid, { group_id: 'g' }, [probe(2)])))[0], what).toHaveLength(
        4,
      );
      expect(await later.check(appid), what).toMatchObject({ persons: 4, damaged: [], missing: 0 });
      await later.erase(appid);
    }
  });

  it('a count of sealings that cannot be is not believed, and one at its end ends writing with −1200', async () => {
    for (const sealings of [...NUMBERS, 2 ** 32]) {
      await made();
      await change<object>(appid, 'state', 'state', (state) => ({ ...state, sealings }));
      const later = createGalleryService();
      expect(await code(verified(later, appid, 'ann', probe(0))), String(sealings)).toBe(0);
      const expected = sealings === 2 ** 32 ? -1200 : 0;
      const written = await code(later.newperson(appid, person('joe', 'g'), face(2)));
      expect(written, String(sealings)).toBe(expected);
      await later.erase(appid);
    }
  });

  it('a person’s or a face’s own numbers, keys and groups may be anything', async () => {
    await made();
    const [ann] = await keysOf(appid, 'persons');
    const raw = await openRaw(appid);
    const original = await raw.get('persons', ann);
    const junk = [2 ** 53, Number.NaN, new Date(0), new ArrayBuffer(4), { a: 1 }, undefined, 9n];
    for (const value of junk) {
      for (const field of ['generation', 'groups', 'data']) {
        await raw.put('persons', { ...original, [field]: value });
        await survives(`${field}: ${String(value)}`);
      }
    }
    await raw.put('persons', original);
    for (const key of [7, new Date(0), new ArrayBuffer(4), ['x'], 'zz']) {
      await raw.put('persons', { ...original, key, generation: 2 ** 40 });
      const [one] = await raw.getAll('faces');
      await raw.put('faces', { ...one, key });
      await raw.put('groups', { key, generation: 1, data: 'x' });
      await raw.put('manifests', { key, generation: 1, data: 'x' });
      await survives(`key: ${String(key)}`);
      for (const store of ['persons', 'faces', 'groups', 'manifests']) await raw.delete(store, key);
    }
    raw.close();
    await beginsAnew();
  });

  /** bob is there; no call hangs, none ends with 213, and changes are possible. */
  async function survives(what: string): Promise<void> {
    const later = createGalleryService();
    expect(await code(verified(later, appid, 'bob', probe(1))), what).toSatisfy(known);
    for (const call of [
      later.search(appid, { group_id: 'g' }, [probe(1)]),
      later.getgroupids(appid),
      later.getpersonids(appid, 'g'),
      later.check(appid),
      later.newperson(appid, person('joe', 'g'), face(2)),
      later.delperson(appid, 'joe'),
    ]) {
      expect(await code(call), what).toSatisfy(known);
    }
    const { face_id } = face(0);
    expect(await code(later.getface(appid, face_id)), what).toBe(-1305);
  }

  function known(each: number): boolean {
    return [0, -1200].includes(each);
  }

  it('a key record that mien never wrote is refused, never 213, and can be erased', async () => {
    for (const [kind, passphrase] of [['device'], ['passphrase', PASSPHRASE]]) {
      await made(passphrase);
      const raw = await openRaw(appid);
      const ring = await raw.get('keys', 'keys');
      const { lock } = ring;
      const { subtle } = crypto;
      const hmac = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      const other = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt']);
      const rings: unknown[] = [
        null,
        0,
        'text',
        {},
        [],
        { ...ring, lock: undefined },
        { ...ring, lock: 'text' },
        { ...ring, lock: { ...lock, kind: 'none' } },
        { ...ring, lock: { kind: 'device' } },
        { ...ring, lock: { kind: 'device', key: hmac } },
        { ...ring, lock: { kind: 'device', key: other } },
        { ...ring, lock: { kind: 'device', key: 'text' } },
        { ...ring, galleryId: 7 },
        { ...ring, galleryId: 'x'.repeat(2 ** 20) },
        { ...ring, format: 2 },
        { ...ring, root: 'text' },
        { ...ring, root: new Uint8Array(0) },
        { ...ring, root: ring.root.slice(1) },
        { ...ring, root: new Float32Array(15) },
        { ...ring, lock: { kind: 'passphrase' } },
        { ...ring, lock: { kind: 'passphrase', kdf: 'text', salt: new Uint8Array(16) } },
        { ...ring, lock: { kind: 'passphrase', kdf: lock.kdf, salt: 'text' } },
        { ...ring, lock: { kind: 'passphrase', kdf: lock.kdf, salt: new Uint8Array(2 ** 20) } },
        { ...ring, lock: { ...lock, kind: 'passphrase', kdf: { memoryKiB: 2 ** 22, passes: 99, lanes: 4 } } },
      ];
      for (const [i, bad] of rings.entries()) {
        await raw.put('keys', bad, 'keys');
        const later = createGalleryService();
        const what = `${kind}, ${i}`;
        // Without the passphrase, which a device key would not want.
        expect(await trouble(later.open(appid)), what).toEqual({
          code: -1200,
          kind: 'damaged',
          storage: 'damaged',
        });
        expect(await trouble(later.getinfo(appid, 'ann')), what).toEqual({
          code: -1200,
          kind: 'damaged',
          storage: 'damaged',
        });
      }
      raw.close();
      await beginsAnew();
    }
  });
});
