import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery, RotationProgress } from '../protocol';
import { GalleryKeys, type Keyring, unlockRoot } from './keys';
import { openFace, openPerson } from './records';
import {
  candidatesOf,
  code,
  createGalleryService,
  enrolTwo,
  expectTwo,
  face,
  flip,
  keysOf,
  openGallery,
  openRaw,
  person,
  probe,
  ringOf,
  trouble,
  verified,
} from './testing';

const ONE = 'one passphrase';
const TWO = 'two passphrases';
const PEOPLE = 150;
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

/** How many records those keys open, of all that there are. */
async function opened(ring: Keyring, passphrase?: string): Promise<{ opened: number; of: number }> {
  const keys = await GalleryKeys.derive(await unlockRoot(ring, passphrase), appid, ring.galleryId);
  const db = await openRaw(appid);
  const [persons, faces] = await Promise.all([db.getAll('persons'), db.getAll('faces')]);
  db.close();
  const tried = await Promise.allSettled([
    ...persons.map((record) => openPerson(keys, record)),
    ...faces.map((record) => openFace(keys, record)),
  ]);
  return { opened: tried.filter(({ status }) => status === 'fulfilled').length, of: tried.length };
}

describe('a new key', () => {
  it('comes with a passphrase in the place of a device key, and the old one opens nothing any more', async () => {
    const old = await ringOf(appid);
    expect(await opened(old)).toEqual({ opened: 6, of: 6 });
    await gallery.setPassphrase(appid, { next: ONE });
    await gallery.newperson(appid, person('eve', 'h'), face(3));
    expect(await opened(old)).toEqual({ opened: 0, of: 8 });
    expect(await opened(await ringOf(appid), ONE)).toEqual({ opened: 8, of: 8 });
    await gallery.delperson(appid, 'eve');
    await expectTwo(gallery, appid);
    const later = await openGallery(appid, ONE);
    await expectTwo(later, appid);
    expect(await keysOf(appid, 'sweeps')).toEqual([]);
  });

  it('comes when asked for: with another passphrase, and with a device key; otherwise the root stays', async () => {
    await gallery.setPassphrase(appid, { next: ONE });
    const first = await ringOf(appid);
    await gallery.setPassphrase(appid, { current: ONE, next: TWO });
    expect(await opened(first, ONE)).toEqual({ opened: 6, of: 6 });
    const wrong = gallery.setPassphrase(appid, { current: ONE, next: TWO, rotate: true });
    expect(await code(wrong)).toBe(-1313);
    await gallery.setPassphrase(appid, { current: TWO, next: ONE, rotate: true });
    expect(await opened(first, ONE)).toEqual({ opened: 0, of: 6 });
    await gallery.setPassphrase(appid, { current: ONE, rotate: true });
    const device = await ringOf(appid);
    await gallery.setPassphrase(appid, { rotate: true });
    expect(await opened(device)).toEqual({ opened: 0, of: 6 });
    expect(await gallery.info(appid)).toMatchObject({ protection: 'device', locked: false });
    await expectTwo(await openGallery(appid), appid);
  });

  it('tells how far it is', async () => {
    for (let i = 0; i < PEOPLE; i++) await gallery.newperson(appid, person(`p${i}`, 'g'), face(3));
    const told: RotationProgress[] = [];
    await gallery.setPassphrase(appid, { next: ONE }, undefined, (each) => told.push(each));
    expect(told.map(({ persons }) => persons)).toEqual([64, 128, PEOPLE + 2]);
    for (const { of } of told) expect(of).toBe(PEOPLE + 2);
    expect(await gallery.check(appid)).toMatchObject({ persons: PEOPLE + 2, faces: PEOPLE + 4 });
  });

  it('is made also when whoever hears how far it is fails, at once or later', async () => {
    const unhandled: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => {
      unhandled.push(event.reason);
      event.preventDefault();
    };
    addEventListener('unhandledrejection', hear);
    try {
      await gallery.setPassphrase(appid, { next: ONE }, undefined, () => Promise.reject(new Error('later')));
      const failing = () => {
        throw new Error('at once');
      };
      await gallery.setPassphrase(appid, { current: ONE, rotate: true }, undefined, failing);
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      removeEventListener('unhandledrejection', hear);
    }
    expect(unhandled).toEqual([]);
    await expectTwo(gallery, appid);
  });

  it('is not made of damaged records: nothing changes, and whose they are is told', async () => {
    const before = await ringOf(appid);
    const faceIds = await gallery.getfaceids(appid, 'ann');
    const key = (await keysOf(appid, 'faces')).find((each) => each.includes(faceIds[1])) ?? '';
    await flip(appid, 'faces', key);
    const damaged = { code: -1200, kind: 'damaged', storage: 'damaged', person_id: 'ann' };
    expect(await trouble(gallery.setPassphrase(appid, { next: ONE }))).toEqual(damaged);
    expect(await ringOf(appid)).toEqual(before);
    expect(await keysOf(appid, 'faces')).toHaveLength(4);
    await flip(appid, 'faces', key);
    await expectTwo(await openGallery(appid), appid);
  });

  it('is not hindered by records under keys that are nobody’s, which are named, and go with it', async () => {
    const [ann] = await keysOf(appid, 'persons');
    const raw = await openRaw(appid);
    const record = await raw.get('persons', ann);
    const strays = ['zz', '!', '00', 'ABCD', 7, ['x'], new Date(0)];
    for (const key of strays) await raw.put('persons', { ...record, key });
    raw.close();
    const nobodys = strays.map(() => ({ what: 'person', person_id: null }));
    expect(await gallery.check(appid)).toMatchObject({ damaged: nobodys, missing: 0 });
    await gallery.setPassphrase(appid, { next: ONE });
    await expectTwo(gallery, appid);
  });

  it('waits for no import, nor an import for it', async () => {
    const id = 'import';
    await gallery.beginImport(appid, ONE, 'merge', id);
    expect(await trouble(gallery.setPassphrase(appid, { next: ONE }))).toEqual({
      code: -1200,
      kind: 'busy',
      storage: 'busy',
    });
    await gallery.endTransfer(id);
    await gallery.setPassphrase(appid, { next: ONE });
  });

  it('is noticed by another tab at once: what it asks for is locked, not gone', async () => {
    const second = await openGallery(appid);
    const third = await openGallery(appid);
    await expectTwo(second, appid);
    const id = 'export';
    await third.beginExport(appid, ONE, true, id);
    await gallery.setPassphrase(appid, { next: ONE });
    const locked = { code: -1200, kind: 'locked', storage: 'locked' };
    const calls = [
      second.getinfo(appid, 'ann'),
      second.getgroupids(appid),
      second.getpersonids(appid, 'g'),
      second.check(appid),
      verified(second, appid, 'ann', probe(0)),
      second.search(appid, { group_id: 'g' }, [probe(0)]),
      second.newperson(appid, person('joe', 'g'), face(3)),
      second.delperson(appid, 'ann'),
    ];
    for (const call of calls) expect(await trouble(call)).toEqual(locked);
    // A copy in the making does not leave out what its key does not open any more.
    expect(await code(third.readExport(id))).toBe(0); // the beginning
    expect(await code(third.readExport(id))).toBe(-1200);
    await second.unlock(appid, ONE);
    await expectTwo(second, appid);
    // With a device key the other tab goes on by itself.
    await second.setPassphrase(appid, { current: ONE, rotate: true });
    await expectTwo(gallery, appid);
  });

  it('is noticed even by a tab that hears of nothing', async () => {
    const original = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => undefined;
    try {
      const second = await openGallery(appid);
      await expectTwo(second, appid);
      await gallery.setPassphrase(appid, { next: ONE });
      const written = second.newperson(appid, person('joe', 'g'), face(3));
      expect(await trouble(written)).toEqual({ code: -1200, kind: 'locked', storage: 'locked' });
      await second.unlock(appid, ONE);
      await gallery.setPassphrase(appid, { current: ONE, rotate: true });
      await expectTwo(second, appid);
      await gallery.setPassphrase(appid, { rotate: true });
      expect(await second.check(appid)).toMatchObject({ damaged: [] });
      await gallery.setPassphrase(appid, { rotate: true });
      expect(await second.getgroupids(appid)).toHaveLength(3);
    } finally {
      BroadcastChannel.prototype.postMessage = original;
    }
  });
});

it('beside a new key a search finds everybody, though it began with the old one', async () => {
  const second = await openGallery(appid);
  const { subtle } = crypto;
  const original = subtle.sign;
  let rotated = 0;
  subtle.sign = async (...args) => {
    const text = new TextDecoder().decode(args[2]);
    if (rotated === 0 && text.includes('origin')) {
      rotated++;
      await gallery.setPassphrase(appid, { rotate: true });
    }
    return original.apply(subtle, args);
  };
  try {
    const [found] = await candidatesOf(second.search(appid, { group_id: 'g' }, [probe(1)]));
    expect(found.map(({ personId }) => personId)).toEqual(['bob', 'ann']);
    expect(rotated).toBe(1);
  } finally {
    subtle.sign = original;
  }
});
