import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Application, FleetFace } from '../fleet/port';
import { LIMITS, type RemoteGallery } from '../protocol';
import { galleryPort } from './fleet';
import { GalleryKeys, unlockRoot } from './keys';
import { openPerson, openPicture } from './records';
import { Gallery, openDatabase } from './store';
import {
  code,
  createGalleryService,
  everything,
  exportedParts,
  face,
  flip,
  keysOf,
  makeDatabase,
  openGallery,
  openRaw,
  person,
  probe,
  ringOf,
  trouble,
  VERSION_5,
  verified,
} from './testing';

const PASSPHRASE = 'a long enough one';
const HOUR_MS = 3_600_000;
const CONSENT = { textHash: 'ab'.repeat(32), version: '1', time: 0, locale: 'en' };
const DAMAGED = { code: -1200, kind: 'damaged', storage: 'damaged' };

let appid: string;
let gallery: RemoteGallery;
let red: Blob;
let blue: Blob;

beforeAll(async () => {
  red = await drawn('red');
  blue = await drawn('blue', 'image/png');
});

beforeEach(async () => {
  appid = `pictures-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await gallery.newperson(appid, person('bob', 'g'), face(1));
});

afterEach(async () => {
  vi.useRealTimers();
  await createGalleryService().erase(appid);
});

async function drawn(colour: string, type = 'image/jpeg'): Promise<Blob> {
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(8, 8, 80, 80);
  return canvas.convertToBlob({ type });
}

async function expectPicture(picture: Blob, id = 'ann', from = gallery): Promise<void> {
  const kept = await from.getpicture(appid, id);
  expect(kept?.type).toBe(picture.type);
  expect(await kept?.bytes()).toEqual(await picture.bytes());
}

const stored = () => keysOf(appid, 'pictures');

describe('a small picture of a person', () => {
  it('is none until one is given; is read as it was given; is replaced and removed', async () => {
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    await gallery.setpicture(appid, 'ann', red);
    await expectPicture(red);
    expect(await gallery.getpicture(appid, 'bob')).toBeNull();
    await gallery.setpicture(appid, 'ann', blue);
    await expectPicture(blue);
    expect(await stored()).toHaveLength(1);
    // What else is changed leaves it, and it leaves all else.
    await gallery.setinfo(appid, 'ann', { tag: 'x' });
    await gallery.addface(appid, 'ann', face(2), '', 2);
    await expectPicture(blue);
    expect(await verified(gallery, appid, 'ann', probe(0))).toMatchObject({ compared: 2, confidence: 100 });
    expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 3, damaged: [], missing: 0 });
    await gallery.setpicture(appid, 'ann', null);
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    expect(await stored()).toEqual([]);
    expect(await code(gallery.getpicture(appid, 'eve'))).toBe(-1303);
    expect(await code(gallery.setpicture(appid, 'eve', red))).toBe(-1303);
  });

  it('is told by its bytes, not by what is said of them, and what is no small picture is refused', async () => {
    await gallery.setpicture(appid, 'ann', new Blob([red], { type: 'text/html' }));
    await expectPicture(red);
    const most = LIMITS.personPictureBytes;
    const of = (bytes: number) => new Blob([red, new Uint8Array(bytes - red.size)]);
    await gallery.setpicture(appid, 'ann', of(most));
    await gallery.setpicture(appid, 'ann', red);
    const refused: [unknown, unknown][] = [
      [new Blob([]), { code: -1300 }],
      [of(most + 1), { code: -1102, kind: 'too_large' }],
      [
        new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' }),
        { code: -1400, kind: 'format' },
      ],
      [new Blob(['RIFF1234WAVE'], { type: 'image/webp' }), { code: -1400, kind: 'format' }],
      [undefined, { code: -1400, kind: 'type' }],
      ['data:image/jpeg;base64,/9j/', { code: -1400, kind: 'type' }],
    ];
    for (const [picture, why] of refused)
      expect(await trouble(gallery.setpicture(appid, 'ann', picture as Blob))).toEqual(why);
    await expectPicture(red);
  });

  it('is kept of nobody who has not agreed, where that is asked for; to remove it needs no consent', async () => {
    await gallery.setpicture(appid, 'ann', red);
    const strict = await openGallery(appid, undefined, { requireConsent: true });
    const refused = { code: -1313, kind: 'consent' };
    expect(await trouble(strict.setpicture(appid, 'ann', blue))).toEqual(refused);
    await strict.setpicture(appid, 'ann', null);
    await strict.setterms(appid, 'ann', { consent: CONSENT });
    await strict.setpicture(appid, 'ann', blue);
    await expectPicture(blue);
  });

  it('is noted, without what it shows, and told to who asks what is held of them', async () => {
    gallery = await openGallery(appid, undefined, { audit: true });
    await gallery.setpicture(appid, 'bob', null); // there is none: nothing changes
    await gallery.setpicture(appid, 'ann', red);
    const { entries } = await gallery.readAudit(appid, 0, 100);
    expect(entries.slice(1)).toMatchObject([{ what: 'info_changed', person_id: 'ann', fields: ['picture'] }]);
    const { picture } = await gallery.exportPerson(appid, 'ann');
    const told = await (await fetch(picture ?? '')).blob();
    expect([told.type, await told.bytes()]).toEqual([red.type, await red.bytes()]);
    expect(await gallery.exportPerson(appid, 'bob')).toMatchObject({ picture: null });
  });
});

describe('at rest a picture', () => {
  it('cannot be read, nor without the passphrase', async () => {
    await gallery.setPassphrase(appid, { next: PASSPHRASE });
    await gallery.setpicture(appid, 'ann', red);
    expect(await red.text()).toContain('JFIF');
    expect(await everything(appid)).not.toContain('JFIF');
    await gallery.lock(appid);
    const locked = { code: -1200, kind: 'locked', storage: 'locked' };
    expect(await trouble(gallery.getpicture(appid, 'ann'))).toEqual(locked);
    expect(await trouble(gallery.setpicture(appid, 'ann', null))).toEqual(locked);
    expect(await code(openGallery(appid, 'a wrong passphrase'))).toBe(-1313);
    await expectPicture(red, 'ann', await openGallery(appid, PASSPHRASE));
  });

  it('opens in its own place only, and one that was removed and put back does not count', async () => {
    await gallery.setpicture(appid, 'ann', red);
    const [first] = await stored();
    await gallery.setpicture(appid, 'bob', blue);
    const second = (await stored()).find((key) => key !== first) ?? '';
    const db = await openRaw(appid);
    const [ann, bob] = await Promise.all([db.get('pictures', first), db.get('pictures', second)]);
    await db.put('pictures', { ...ann, data: bob.data });
    expect(await trouble(gallery.getpicture(appid, 'ann'))).toEqual({ ...DAMAGED, person_id: 'ann' });
    await db.put('pictures', { ...ann, data: bob.data, generation: bob.generation });
    expect(await code(gallery.getpicture(appid, 'ann'))).toBe(-1200);
    await db.put('pictures', ann);
    await expectPicture(red);
    await gallery.setpicture(appid, 'ann', null);
    await db.put('pictures', ann);
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    await gallery.setpicture(appid, 'ann', blue);
    await db.put('pictures', {
      ...ann,
      key: (await keysOf(appid, 'pictures')).find((key) => key !== first && key !== second),
    });
    expect(await code(gallery.getpicture(appid, 'ann'))).toBe(-1200);
    db.close();
  });

  it('that is damaged, or gone, is named, hinders no verification, and is mended by another', async () => {
    await gallery.setpicture(appid, 'ann', red);
    const [key] = await stored();
    await flip(appid, 'pictures', key);
    const damage = { what: 'picture', person_id: 'ann' };
    expect(await gallery.check(appid)).toMatchObject({ damaged: [damage], missing: 0 });
    expect(await trouble(gallery.getpicture(appid, 'ann'))).toEqual({ ...DAMAGED, person_id: 'ann' });
    expect(await code(verified(gallery, appid, 'ann', probe(0)))).toBe(0);
    const db = await openRaw(appid);
    await db.delete('pictures', key);
    db.close();
    expect(await gallery.check(appid)).toMatchObject({ damaged: [{ ...damage, missing: true }] });
    await gallery.setpicture(appid, 'ann', blue);
    await expectPicture(blue);
    expect(await gallery.check(appid)).toMatchObject({ damaged: [] });
  });
});

describe('a picture goes with its person', () => {
  beforeEach(async () => {
    await gallery.setpicture(appid, 'ann', red);
    await gallery.setpicture(appid, 'bob', blue);
  });

  it('who is deleted, damaged or not', async () => {
    await gallery.delperson(appid, 'ann');
    await expectPicture(blue, 'bob');
    expect(await stored()).toHaveLength(1);
    const [bob] = await keysOf(appid, 'persons');
    await flip(appid, 'persons', bob);
    await gallery.delperson(appid, 'bob');
    expect(await stored()).toEqual([]);
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
  });

  it('who expires, and who gives the id up for somebody else', async () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    for (const id of ['ann', 'bob']) await gallery.setterms(appid, id, { expires: now + HOUR_MS });
    vi.setSystemTime(now + HOUR_MS);
    expect(await code(gallery.getpicture(appid, 'bob'))).toBe(-1303);
    await gallery.newperson(appid, person('ann', 'g'), face(2));
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    await vi.waitFor(async () => expect(await stored()).toEqual([]));
  });

  it('and with the gallery, which an import replaces, or an erase removes', async () => {
    const file = await exportedParts(gallery, appid, PASSPHRASE);
    const bring = async (mode: 'merge' | 'replace') => {
      const id = crypto.randomUUID();
      await gallery.beginImport(appid, PASSPHRASE, mode, id);
      for (const part of file) await gallery.writeImport(id, part.slice());
      await gallery.finishImport(id);
      await gallery.endTransfer(id);
    };
    await bring('merge');
    await expectPicture(red);
    await gallery.addface(appid, 'ann', face(2), '', 2);
    await bring('replace');
    expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 2, damaged: [], missing: 0 });
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    expect(await stored()).toEqual([]);
    await gallery.setpicture(appid, 'ann', red);
    await gallery.erase(appid);
    gallery = await openGallery(appid);
    expect(await stored()).toEqual([]);
  });

  it('but not when a fleet changes the person, of whose picture it knows nothing', async () => {
    const other = new Gallery(appid, await openDatabase(appid, () => other.close()));
    await other.establish(undefined);
    const port = galleryPort(other);
    const key = 'key-of-ann';
    const shadow = { key, person_id: 'ann', pending: false, data: new Uint8Array([1]) };
    const apply = async (how: Partial<Application>) => {
      const [{ mark }] = await port.read([{ key, person_id: 'ann' }]);
      await port.apply([{ shadow, mark, person_id: 'ann', ...how }]);
    };
    const faces: FleetFace[] = [{ ...face(3), tag: '' }];
    const fields = { person_name: 'Ann', tag: '', consent: null, expires: null, group_ids: ['g'], faces };
    const [told] = await port.read([{ key, person_id: 'ann' }]);
    expect(JSON.stringify(told.person)).not.toContain('picture');
    await apply({ person: { person_id: 'ann', ...fields } });
    expect(await gallery.getinfo(appid, 'ann')).toMatchObject({ name: 'Ann' });
    await expectPicture(red);
    await apply({ person: null });
    expect(await stored()).toHaveLength(1);
    other.close();
  });
});

describe('beside new keys a picture', () => {
  it('is sealed anew: the old ones open it no more, and nothing of it is left', async () => {
    await gallery.setpicture(appid, 'ann', red);
    const before = await stored();
    const old = await ringOf(appid);
    await gallery.setPassphrase(appid, { next: PASSPHRASE });
    await expectPicture(red);
    expect(await gallery.getpicture(appid, 'bob')).toBeNull();
    const after = await stored();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    const db = await openRaw(appid);
    const [records, persons] = await Promise.all([db.getAll('pictures'), db.getAll('persons')]);
    db.close();
    const opened = async (passphrase: string | undefined, ring = old) => {
      const keys = await GalleryKeys.derive(await unlockRoot(ring, passphrase), appid, ring.galleryId);
      const named = { person_id: 'ann', person_name: '', tag: '', group_ids: [], faces: [] };
      const [owner, generation] = records[0].key.split('.');
      const picture = await openPicture(keys, owner, { ...named, picture: Number(generation) }, records);
      return picture && Promise.all(persons.map((record) => openPerson(keys, record)));
    };
    await expect(opened(undefined)).rejects.toThrow('damaged');
    expect(await opened(PASSPHRASE, await ringOf(appid))).toHaveLength(2);
    await gallery.setPassphrase(appid, { current: PASSPHRASE, rotate: true });
    await expectPicture(red, 'ann', await openGallery(appid));
  });

  it('stays out when it is damaged: that hinders nobody from new keys', async () => {
    await gallery.setpicture(appid, 'ann', red);
    await gallery.setpicture(appid, 'bob', blue);
    const key = await keyOf('ann');
    await flip(appid, 'pictures', key);
    await gallery.setPassphrase(appid, { rotate: true });
    expect(await gallery.getpicture(appid, 'ann')).toBeNull();
    await expectPicture(blue, 'bob');
    expect(await stored()).toHaveLength(1);
  });

  it('stays as it lies when only the templates are renewed', async () => {
    await gallery.setpicture(appid, 'ann', red);
    const before = await stored();
    await gallery.renewTemplates(appid);
    expect(await stored()).toEqual(before);
    await expectPicture(red);
  });

  async function keyOf(id: string): Promise<string> {
    const ring = await ringOf(appid);
    const keys = await GalleryKeys.derive(await unlockRoot(ring, undefined), appid, ring.galleryId);
    const owner = await keys.hash('person', id);
    return (await stored()).find((key) => key.startsWith(owner)) ?? '';
  }
});

it('a picture that cannot be written whole is not written at all', async () => {
  await gallery.setpicture(appid, 'ann', red);
  const before = await stored();
  const put = IDBObjectStore.prototype.put;
  for (const store of ['pictures', 'persons', 'state']) {
    // The disk fails over this very record: the browser gives the whole transaction up.
    const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = put.apply(this, given);
      if (this.name === store) request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    const failed = { code: -1200, kind: 'failed', storage: 'failed' };
    expect(await trouble(gallery.setpicture(appid, 'ann', blue)), store).toEqual(failed);
    failing.mockRestore();
    expect(await stored()).toEqual(before);
    await expectPicture(red, 'ann', await openGallery(appid));
  }
});

it('what a cut-off rotation laid down is swept away, and what is listed stays', async () => {
  await gallery.setpicture(appid, 'ann', red);
  const [key] = await stored();
  const db = await openRaw(appid);
  const record = await db.get('pictures', key);
  for (const stray of [`${key}0`, `${'0'.repeat(32)}.1`]) await db.put('pictures', { ...record, key: stray });
  await db.put('sweeps', { since: 0 }, 'sweep');
  db.close();
  await openGallery(appid);
  await vi.waitFor(async () => expect(await stored()).toEqual([key]));
  await expectPicture(red);
});

/** As the release before wrote it, with a passphrase: a worker of that release made it. */
it('a database of version 5 opens, with all that it had, and takes pictures', async () => {
  await gallery.erase(appid);
  appid = VERSION_5.appid;
  await makeDatabase(appid, VERSION_5.version, Object.keys(VERSION_5.content), VERSION_5.content);
  gallery = await openGallery(appid, 'an old passphrase', { audit: true });
  expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 3, damaged: [], missing: 0 });
  expect(await gallery.getterms(appid, 'ann')).toMatchObject({ consent: { version: '2026-11' } });
  expect(await gallery.checkAudit(appid)).toMatchObject({ problems: [] });
  expect(await gallery.getpicture(appid, 'ann')).toBeNull();
  await gallery.setpicture(appid, 'ann', red);
  await expectPicture(red);
  expect(await verified(gallery, appid, 'ann', probe(0))).toMatchObject({ compared: 2 });
  const [version] = (await indexedDB.databases()).filter(({ name }) => name === `mien:${appid}`);
  expect(version.version).toBe(6);
});
