import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  code,
  createGalleryService,
  enrolTwo,
  expectTwo,
  face,
  openGallery,
  openRaw,
  person,
  put,
  ringOf,
  trouble,
} from './testing';

const ONE = 'one passphrase';
const TWO = 'two passphrases';
const SEALED = ['state', 'persons', 'faces', 'groups', 'manifests', 'segments'];
let appid: string;
let gallery: RemoteGallery;

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  await enrolTwo(gallery, appid);
});

afterEach(async () => {
  await createGalleryService().erase(appid);
  await deleteDB(`mien:${appid}`);
});

describe('an old key record that is put back', () => {
  const REFUSED = { code: -1200, kind: 'damaged', storage: 'damaged' };

  it('is refused after a new key, alone and with whatever else was there then', async () => {
    const raw = await openRaw(appid);
    const old = await ringOf(appid);
    const before = await Promise.all(SEALED.map((store) => raw.getAll(store)));
    await gallery.setPassphrase(appid, { next: ONE });
    const now = await ringOf(appid);
    const [state] = await raw.getAll('state');
    for (const [name, alter] of [
      ['alone', () => undefined],
      ['without the state', () => raw.clear('state')],
      ['with the old state', () => raw.put('state', before[0][0])],
      ['with an old person', () => raw.put('persons', before[1][0])],
      ['with an old person, and without the state', () => raw.clear('state')],
      ['with the old faces', () => Promise.all(before[2].map((each) => raw.put('faces', each)))],
    ] as const) {
      await alter();
      await put(appid, 'keys', old, 'keys');
      const later = createGalleryService();
      expect(await trouble(later.open(appid)), name).toEqual(REFUSED);
      expect(await trouble(later.newperson(appid, person('joe', 'g'), face(3))), name).toEqual(REFUSED);
      await put(appid, 'keys', now, 'keys');
      await put(appid, 'state', state);
      await raw.delete('persons', before[1][0].key);
      expect(await code(createGalleryService().open(appid, ONE)), name).toBe(0);
    }
    raw.close();
    // Nor does a tab that is open go on with it.
    await put(appid, 'keys', old, 'keys');
    expect(await code(gallery.newperson(appid, person('joe', 'g'), face(3)))).toBe(-1200);
    await put(appid, 'keys', now, 'keys');
    await expectTwo(await openGallery(appid, ONE), appid);
  });

  it('is refused in a large gallery without its state, too, with a few old persons', async () => {
    for (let i = 0; i < 40; i++) await gallery.newperson(appid, person(`p${i}`, 'g'), face(3));
    const raw = await openRaw(appid);
    const [old, before] = [await ringOf(appid), await raw.getAll('persons')];
    await gallery.setPassphrase(appid, { next: ONE });
    const now = await ringOf(appid);
    await raw.clear('state');
    for (const each of before.slice(0, 4)) await raw.put('persons', each);
    await put(appid, 'keys', old, 'keys');
    expect(await trouble(createGalleryService().open(appid))).toEqual(REFUSED);
    await put(appid, 'keys', now, 'keys');
    expect(await code(createGalleryService().open(appid, ONE))).toBe(0);
    raw.close();
  });

  it('is refused after another passphrase, too', async () => {
    await gallery.setPassphrase(appid, { next: ONE });
    const old = await ringOf(appid);
    await gallery.setPassphrase(appid, { current: ONE, next: TWO });
    const now = await ringOf(appid);
    await put(appid, 'keys', old, 'keys');
    expect(await trouble(createGalleryService().open(appid, ONE))).toEqual(REFUSED);
    expect(await trouble(gallery.setPassphrase(appid, { current: ONE, next: TWO }))).toEqual(REFUSED);
    await put(appid, 'keys', now, 'keys');
    await expectTwo(await openGallery(appid, TWO), appid);
  });
});
