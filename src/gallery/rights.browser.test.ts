import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Consent, RemoteGallery } from '../protocol';
import {
  candidatesOf,
  code,
  createGalleryService,
  exportedParts,
  face,
  keysOf,
  makeDatabase,
  openGallery,
  person,
  probe,
  trouble,
  VERSION_3,
  verified,
} from './testing';

const START = Date.UTC(2026, 10, 30, 12);
const HOUR_MS = 3_600_000;
const PASSPHRASE = 'a long enough one';
const CONSENT: Consent = { textHash: 'ab'.repeat(32), version: '2026-11', time: START, locale: 'de-CH' };
const REFUSED = { code: -1313, kind: 'consent' };

let appid: string;
let gallery: RemoteGallery;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  appid = `rights-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
});

afterEach(async () => {
  await gallery.erase(appid);
  vi.useRealTimers();
});

const passed = (ms: number) => vi.setSystemTime(Date.now() + ms);
const enrol = (id: string, terms: object = {}, like = 0) =>
  gallery.newperson(appid, { ...person(id, 'g', `g-${id}`), ...terms }, face(like));
const match = (id: string) => code(verified(gallery, appid, id, probe(0)));
const found = async (like = 0) =>
  (await candidatesOf(gallery.search(appid, { group_id: 'g' }, [probe(like)])))[0].map(
    ({ personId }) => personId,
  );

const exported = (from = appid) => exportedParts(gallery, from, PASSPHRASE);

async function imported(into: string, parts: readonly Uint8Array<ArrayBuffer>[], mode: 'merge' | 'replace') {
  const id = crypto.randomUUID();
  await gallery.beginImport(into, PASSPHRASE, mode, id);
  for (const part of parts) await gallery.writeImport(id, part.slice());
  return gallery.finishImport(id);
}

describe('who has expired', () => {
  it('is to every call as one who is not there, from that moment on and without a timer', async () => {
    const { faceId } = await enrol('ann', { expires: START + HOUR_MS });
    await enrol('bob', {}, 1);
    passed(HOUR_MS - 1);
    expect(await match('ann')).toBe(0);
    expect(await found()).toEqual(['ann', 'bob']);
    // Each call is the first after it: what a call before it removed would prove nothing.
    const calls: Record<string, () => Promise<unknown>> = {
      verify: () => verified(gallery, appid, 'ann', probe(0)),
      getinfo: () => gallery.getinfo(appid, 'ann'),
      getfaceids: () => gallery.getfaceids(appid, 'ann'),
      getterms: () => gallery.getterms(appid, 'ann'),
      setinfo: () => gallery.setinfo(appid, 'ann', { tag: 'x' }),
      setterms: () => gallery.setterms(appid, 'ann', { expires: null }),
      addface: () => gallery.addface(appid, 'ann', face(2), '', 2),
      delface: () => gallery.delface(appid, 'ann', [faceId]),
      delperson: () => gallery.delperson(appid, 'ann'),
      addgroupids: () => gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['h'] }),
      exportPerson: () => gallery.exportPerson(appid, 'ann'),
    };
    const codes: Record<string, number> = {};
    for (const [name, call] of Object.entries(calls)) codes[name] = await onlyHere(() => code(call()));
    expect(Object.values(codes)).toEqual(Object.keys(calls).map(() => -1303));
    expect(await onlyHere(() => code(gallery.getface(appid, faceId)))).toBe(-1305);
    expect(await onlyHere(() => code(gallery.getpersonids(appid, 'g-ann')))).toBe(-1306);
    expect(await onlyHere(() => code(gallery.admitSearch(appid, { group_id: 'g-ann' })))).toBe(-1306);
    expect(await onlyHere(() => gallery.getgroupids(appid))).toEqual(['g', 'g-bob']);
    expect(await onlyHere(() => gallery.getpersonids(appid, 'g'))).toEqual(['bob']);
    expect(await onlyHere(() => found())).toEqual(['bob']);
    expect(
      await onlyHere(async () => (await imported(`${appid}-2`, await exported(), 'merge')).persons),
    ).toBe(1);
    await gallery.erase(`${appid}-2`);
  });

  /** Ann is there, runs out, and a call is made: nothing is removed before it. */
  async function onlyHere<T>(call: () => Promise<T>): Promise<T> {
    vi.setSystemTime(START + HOUR_MS - 1);
    await gallery.getgroupids(appid);
    expect(await match('ann')).toBe(0);
    const before = await stored();
    passed(1);
    const removing = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    try {
      const result = await call();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await stored()).toBe(before);
      return result;
    } finally {
      removing.mockRestore();
      passed(-1);
    }
  }

  const stored = async () => (await keysOf(appid, 'persons')).length;

  it('is really removed after the next call, with faces, groups and what searches hold', async () => {
    await enrol('ann', { expires: START + HOUR_MS });
    await enrol('bob', {}, 1);
    expect(await found()).toEqual(['ann', 'bob']);
    passed(HOUR_MS);
    expect(await stored()).toBe(2);
    await gallery.getinfo(appid, 'bob');
    await vi.waitFor(async () => expect(await stored()).toBe(1));
    expect(await keysOf(appid, 'faces')).toHaveLength(1);
    expect(await keysOf(appid, 'groups')).toHaveLength(2);
    expect(await gallery.check(appid)).toEqual({ persons: 1, faces: 1, damaged: [], missing: 0 });
    expect(await found()).toEqual(['bob']);
    expect((await gallery.info(appid)).search?.persons).toBe(1);
  });

  it('is removed when the gallery is opened again', async () => {
    await enrol('ann', { expires: START + HOUR_MS });
    passed(2 * HOUR_MS);
    await openGallery(appid);
    await vi.waitFor(async () => expect(await stored()).toBe(0));
    expect(await keysOf(appid, 'faces')).toEqual([]);
  });

  it('gives the id up for somebody else, in one change', async () => {
    await enrol('ann', { expires: START + HOUR_MS });
    passed(HOUR_MS);
    expect(await code(gallery.admitPerson(appid, person('ann', 'h')))).toBe(0);
    await gallery.newperson(appid, person('ann', 'g', 'h'), face(1));
    expect(await gallery.getgroupids(appid)).toEqual(['g', 'h']);
    expect(await gallery.check(appid)).toEqual({ persons: 1, faces: 1, damaged: [], missing: 0 });
    const { compared, similarity } = await verified(gallery, appid, 'ann', probe(0));
    expect(compared).toBe(1);
    expect(similarity).toBeCloseTo(0, 6);
  });

  it('leaves segments that were written before, too', async () => {
    await enrol('ann', { expires: START + HOUR_MS });
    await enrol('bob', {}, 1);
    for (let i = 0; i < 70; i++) await enrol(`p${i}`, {}, 2);
    await found();
    await vi.waitFor(async () => expect(await keysOf(appid, 'segments')).not.toEqual([]), 10_000);
    passed(HOUR_MS);
    const later = createGalleryService();
    const [first] = await candidatesOf(later.search(appid, { group_id: 'g' }, [probe(0)]));
    expect(first.map(({ personId }) => personId)).not.toContain('ann');
  });
});

describe('terms', () => {
  it('are set with the person, read, changed and taken away; other fields do not come in', async () => {
    await enrol('ann', { consent: { ...CONSENT, more: 'x' }, expires: START + HOUR_MS });
    expect(await gallery.getterms(appid, 'ann')).toEqual({ consent: CONSENT, expires: START + HOUR_MS });
    await gallery.setterms(appid, 'ann', { expires: null });
    expect(await gallery.getterms(appid, 'ann')).toEqual({ consent: CONSENT, expires: undefined });
    await gallery.setterms(appid, 'ann', { consent: null, expires: START + 1 });
    expect(await gallery.getterms(appid, 'ann')).toEqual({ consent: undefined, expires: START + 1 });
    // What else is changed leaves them.
    await gallery.setinfo(appid, 'ann', { tag: 'x' });
    await gallery.addface(appid, 'ann', face(1), '', 2);
    expect(await gallery.getterms(appid, 'ann')).toEqual({ consent: undefined, expires: START + 1 });
  });

  it('that are none are refused', async () => {
    const wrong: object[] = [
      { consent: { ...CONSENT, textHash: 'AB'.repeat(32) } },
      { consent: { ...CONSENT, version: '' } },
      { consent: { ...CONSENT, time: Number.NaN } },
      { consent: { ...CONSENT, locale: 'x y' } },
      { consent: 'yes' },
    ];
    for (const terms of wrong)
      expect(await trouble(enrol('ann', terms)), JSON.stringify(terms)).toEqual(REFUSED);
    for (const expires of [START, 0, Number.NaN, '2030', 1e300])
      expect(await trouble(enrol('ann', { expires }))).toEqual({ code: -1313, kind: 'option' });
    expect(await keysOf(appid, 'persons')).toEqual([]);
  });

  it('with requireConsent: nobody is enrolled without, and nobody gets another face', async () => {
    await enrol('ann');
    gallery = await openGallery(appid, undefined, { requireConsent: true });
    expect(await trouble(gallery.admitPerson(appid, person('bob', 'g')))).toEqual(REFUSED);
    expect(await trouble(enrol('bob'))).toEqual(REFUSED);
    expect(await trouble(gallery.admitFace(appid, 'ann', ''))).toEqual(REFUSED);
    expect(await trouble(gallery.addface(appid, 'ann', face(1), '', 2))).toEqual(REFUSED);
    await gallery.setterms(appid, 'ann', { consent: CONSENT });
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 2))).toBe(0);
    await enrol('bob', { consent: CONSENT });
    expect(await match('bob')).toBe(0);
  });

  it('go with an export, and come with an import; known persons keep their own', async () => {
    const into = `${appid}-2`;
    await enrol('ann', { consent: CONSENT, expires: START + HOUR_MS });
    await enrol('bob', {}, 1);
    const file = await exported();
    await gallery.newperson(into, { ...person('bob', 'g'), expires: START + 5 }, face(1));
    expect(await imported(into, file, 'merge')).toMatchObject({ persons: 1, merged: 1 });
    expect(await gallery.getterms(into, 'ann')).toEqual({ consent: CONSENT, expires: START + HOUR_MS });
    expect(await gallery.getterms(into, 'bob')).toEqual({ consent: undefined, expires: START + 5 });
    passed(HOUR_MS);
    // Who has run out since does not come back, and who has here is not merged with.
    expect(await imported(into, file, 'merge')).toEqual({ persons: 1, faces: 1, merged: 0 });
    expect(await code(gallery.getinfo(into, 'ann'))).toBe(-1303);
    expect(await gallery.getterms(into, 'bob')).toEqual({ consent: undefined, expires: undefined });
    await gallery.erase(into);
  });
});

/** As the release before wrote it, with a passphrase: a worker of that release made it. */
it('a database of version 3 opens, with all that it had, and takes terms and a log', async () => {
  appid = VERSION_3.appid;
  await makeDatabase(appid, VERSION_3.version, Object.keys(VERSION_3.content), VERSION_3.content);
  gallery = await openGallery(appid, 'an old passphrase', { audit: true });
  expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 3, damaged: [], missing: 0 });
  expect(await gallery.getinfo(appid, 'ann')).toMatchObject({ name: 'Ann', tag: 't', groups: ['g', 'h'] });
  expect(await verified(gallery, appid, 'ann', probe(0))).toMatchObject({ compared: 2 });
  expect(await gallery.getterms(appid, 'ann')).toEqual({});
  await gallery.setterms(appid, 'ann', { consent: CONSENT, expires: START + HOUR_MS });
  expect(await found(2)).toEqual(['bob', 'ann']);
  const { entries } = await gallery.readAudit(appid, 0, 100);
  expect(entries.map(({ what }) => what)).toEqual(['begun', 'info_changed', 'verified', 'identified']);
  expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 4, problems: [] });
  passed(HOUR_MS);
  expect(await match('ann')).toBe(-1303);
  const [version] = (await indexedDB.databases()).filter(({ name }) => name === 'mien:version-3');
  expect(version.version).toBe(6);
});
