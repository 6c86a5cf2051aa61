import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Application, GalleryPort, LocalPerson, Shadow } from '../fleet/port';
import type { RemoteGallery } from '../protocol';
import { galleryPort } from './fleet';
import { Gallery, openDatabase } from './store';
import {
  candidatesOf,
  code,
  exportedParts,
  face,
  openGallery,
  person,
  probe,
  trouble,
  verified,
} from './testing';

const PASSPHRASE = 'a long enough one';
/** Another tab is told by a message. */
const SOON = { timeout: 5_000 };
const DATA = new Uint8Array([1, 2, 3]);

let appid: string;
/** As one tab's worker has it, and as the worker that runs the fleet does. */
let gallery: RemoteGallery;
let other: Gallery;
let port: GalleryPort;

beforeEach(async () => {
  appid = `fleet-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  other = new Gallery(appid, await openDatabase(appid, () => other.close()));
  await other.establish(undefined);
  port = galleryPort(other);
});

afterEach(async () => {
  other.close();
  await gallery.erase(appid);
});

const shared = (person_id: string, changes: Partial<LocalPerson> = {}): LocalPerson => ({
  person_id,
  person_name: `Name of ${person_id}`,
  tag: '',
  consent: null,
  expires: null,
  group_ids: ['g'],
  faces: [{ ...face(0), tag: 'front' }],
  ...changes,
});
const keyOf = (person_id: string) => `key-of-${person_id}`;
const shadow = (person_id: string, changes: Partial<Shadow> = {}): Shadow => ({
  key: keyOf(person_id),
  person_id,
  pending: false,
  data: DATA,
  ...changes,
});
const found = async (person_id: string) => (await port.read([{ key: keyOf(person_id), person_id }]))[0];
const applied = async (id: string, person?: LocalPerson | null, changes: Partial<Shadow> = {}) => {
  const { mark } = await found(id);
  const application: Application = {
    shadow: shadow(id, changes),
    mark,
    person_id: id,
    ...(person !== undefined && { person }),
  };
  return port.apply([application]);
};
const similarity = async (id: string, direction: number) =>
  (await verified(gallery, appid, id, probe(direction))).similarity;

describe('what a fleet brings', () => {
  it('is there for every tab, with its groups, and its faces in the gallery’s own basis', async () => {
    await applied('ann', shared('ann', { group_ids: ['g', 'h'] }));
    await applied('bea', shared('bea', { faces: [{ ...face(1), tag: '' }] }));
    expect(await similarity('ann', 0)).toBeCloseTo(1, 5);
    expect(await gallery.getpersonids(appid, 'g')).toEqual(['ann', 'bea']);
    expect(await gallery.getgroupids(appid)).toEqual(['g', 'h']);
    expect(await gallery.getinfo(appid, 'ann')).toMatchObject({ name: 'Name of ann', groups: ['g', 'h'] });
    const [[best]] = await candidatesOf(gallery.search(appid, { group_id: 'g' }, [probe(1)]));
    expect(best.personId).toBe('bea');
    // In plain again, as another device would get it.
    const { person: ann } = await found('ann');
    expect([...(ann?.faces[0].template ?? [])].map((x) => Math.round(x * 1e5) / 1e5 + 0)).toEqual([
      1, 0, 0, 0,
    ]);
    expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 2, damaged: [], missing: 0 });
  });

  it('changes a person: faces that stay are not written again, others go, groups are counted anew', async () => {
    const [first, second] = [
      { ...face(0), tag: '' },
      { ...face(1), tag: '' },
    ];
    await applied('ann', shared('ann', { faces: [first, second], group_ids: ['g', 'h'] }));
    const third = { ...face(2), tag: '' };
    await applied(
      'ann',
      shared('ann', { faces: [second, third], group_ids: ['h', 'i'], person_name: 'Ann' }),
    );
    const { faceIds, groups, name } = await gallery.getinfo(appid, 'ann');
    expect({ faceIds, groups, name }).toEqual({
      faceIds: [second.face_id, third.face_id],
      groups: ['h', 'i'],
      name: 'Ann',
    });
    expect(await gallery.getgroupids(appid)).toEqual(['h', 'i']);
    expect(await other.db.count('faces')).toBe(2);
    expect(await gallery.check(appid)).toEqual({ persons: 1, faces: 2, damaged: [], missing: 0 });
  });

  it('deletes a person, damaged or not, and brings a damaged one back', async () => {
    await applied('ann', shared('ann'));
    await applied('bea', shared('bea'));
    for (const record of await other.db.getAll('persons'))
      await other.db.put('persons', { ...record, data: record.data.map((byte) => byte ^ 1) });
    expect(await found('ann')).toMatchObject({ person: null, mark: expect.any(Number) });
    expect((await found('ann')).mark).toBeGreaterThan(0);
    await applied('ann', shared('ann'));
    await applied('bea', null, { person_id: null });
    expect(await similarity('ann', 0)).toBeCloseTo(1, 5);
    expect(await code(gallery.getinfo(appid, 'bea'))).toBe(-1303);
    expect(await gallery.check(appid)).toEqual({ persons: 1, faces: 1, damaged: [], missing: 0 });
  });

  it('is refused where it is nobody whom a gallery could hold', () => {
    const wrong = (numbers: Float32Array) => ({ faces: [{ ...face(0), tag: '', template: numbers }] });
    expect(port.accepts(shared('ann', { expires: 1, tag: 'x' }))).toBe(true);
    for (const changes of [
      wrong(face(0).template.map((x) => 2 * x)),
      wrong(new Float32Array(4).fill(Number.NaN)),
      wrong(new Float32Array(0)),
      { faces: Array.from({ length: 21 }, () => ({ ...face(0), tag: '' })) },
      { faces: [{ ...face(0), tag: '', face_id: 'no id' }] },
      { person_id: 'no id' },
      { group_ids: [''] },
      { person_name: 'x'.repeat(100_000) },
      { expires: Number.NaN },
      { consent: { textHash: 'none', version: '1', time: 0, locale: 'en' } },
    ])
      expect(port.accepts(shared('ann', changes)), JSON.stringify(changes).slice(0, 60)).toBe(false);
  });

  it('leaves out who has changed meanwhile, and says so', async () => {
    await applied('ann', shared('ann'));
    const { mark } = await found('ann');
    await gallery.setinfo(appid, 'ann', { person_name: 'hers' });
    const bea = { shadow: shadow('bea'), mark: 0, person_id: 'bea', person: shared('bea') };
    const result = await port.apply([{ shadow: shadow('ann'), mark, person_id: 'ann', person: null }, bea]);
    expect(result.refused).toEqual([keyOf('ann')]);
    expect(await gallery.getpersonids(appid, 'g')).toEqual(['ann', 'bea']);
  });

  it('keeps consent and expiry, and heeds them', async () => {
    const consent = { textHash: 'ab'.repeat(32), version: '1', time: 5, locale: 'en' };
    await applied('ann', shared('ann', { consent, expires: Date.now() + 100_000 }));
    await applied('bea', shared('bea', { expires: Date.now() - 1 }));
    expect(await gallery.getterms(appid, 'ann')).toMatchObject({ consent });
    expect(await code(gallery.getinfo(appid, 'bea'))).toBe(-1303);
  });
});

describe('what a fleet asks', () => {
  it('who has changed since, in pages, and who is gone', async () => {
    for (const id of ['ann', 'bea', 'cai']) await gallery.newperson(appid, person(id, 'g'), face(0));
    const first = await port.changedSince(-1, 2);
    expect(first).toMatchObject({ person_ids: ['ann', 'bea'], gone: [], more: true });
    const second = await port.changedSince(first.generation, 2);
    expect(second).toMatchObject({ person_ids: ['cai'], gone: [], more: false });
    for (const id of ['ann', 'bea', 'cai']) await applied(id);
    await gallery.delperson(appid, 'bea');
    await gallery.delperson(appid, 'cai');
    await gallery.newperson(appid, person('cai', 'g'), face(1));
    const third = await port.changedSince(second.generation, 9);
    expect(third).toMatchObject({ person_ids: ['cai'], gone: [keyOf('bea')], more: false });
    expect(await port.changedSince(third.generation, 9)).toEqual({
      generation: third.generation,
      person_ids: [],
      gone: [],
      more: false,
    });
  });

  it('an import’s persons together, and those whom it replaced', async () => {
    for (const id of ['ann', 'bea', 'cai']) await gallery.newperson(appid, person(id, 'g'), face(0));
    const parts = await exportedParts(gallery, appid, PASSPHRASE);
    await gallery.newperson(appid, person('dan', 'g'), face(0));
    await applied('dan');
    const { generation } = await port.changedSince(-1, 99);
    const id = crypto.randomUUID();
    await gallery.beginImport(appid, PASSPHRASE, 'replace', id);
    for (const part of parts) await gallery.writeImport(id, part.slice());
    await gallery.finishImport(id);
    const page = await port.changedSince(generation, 2);
    expect([...page.person_ids].sort()).toEqual(['ann', 'bea', 'cai']);
    expect(page.gone).toEqual([keyOf('dan')]);
    expect(await port.changedSince(page.generation, 2)).toMatchObject({ person_ids: [], gone: [] });
  });

  it('what waits, and all that it remembers, in the order of the keys', async () => {
    await port.apply(
      ['d', 'b', 'a', 'c'].map((id) => ({
        shadow: shadow(id, { person_id: null, pending: id !== 'b' }),
        mark: 0,
        person_id: null,
      })),
    );
    expect(await port.pending(2, '')).toEqual(['a', 'c'].map(keyOf));
    expect(await port.pending(9, keyOf('c'))).toEqual([keyOf('d')]);
    expect(await port.shadows(9, keyOf('a'))).toEqual(['b', 'c', 'd'].map(keyOf));
  });

  it('of every change but its own notes, from whatever tab', async () => {
    let heard = 0;
    const end = port.onChange(() => {
      heard += 1;
    });
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    await expect.poll(() => heard, SOON).toBe(1);
    await applied('ann');
    await applied('bea', shared('bea'));
    await expect.poll(() => heard, SOON).toBe(2);
    end();
    await gallery.delperson(appid, 'ann');
    expect(heard).toBe(2);
  });
});

describe('what a fleet keeps', () => {
  it('is sealed: the database shows of a shadow only pseudonyms and what waits', async () => {
    await applied('secret-ann', shared('secret-ann'), {
      pending: true,
      data: new TextEncoder().encode('hers'),
    });
    await port.saveState(new TextEncoder().encode('all about the fleet'));
    const raw = JSON.stringify(
      await Promise.all(
        (['shadows', 'fleet'] as const).map(async (store) =>
          (await other.db.getAll(store)).map((record) => ({
            ...record,
            data: 'data' in record ? String.fromCharCode(...record.data) : '',
          })),
        ),
      ),
    ).replaceAll(keyOf('secret-ann'), '');
    for (const word of ['secret-ann', 'hers', 'about']) expect(raw.includes(word), word).toBe(false);
  });

  it('stays through another passphrase and a renewal, and device keys with it; a copy of before says nothing', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ]);
    await applied('ann', shared('ann'), { pending: true });
    await port.saveState(DATA);
    await port.saveDeviceKeys([pair]);
    const before = await other.db.get('shadows', keyOf('ann'));
    await gallery.renewTemplates(appid);
    await gallery.setPassphrase(appid, { next: PASSPHRASE });
    expect(await trouble(port.loadState())).toMatchObject({ code: -1200, kind: 'locked' });
    await other.unlock(PASSPHRASE);
    expect(await port.loadState()).toEqual(DATA);
    expect(await port.loadDeviceKeys()).toMatchObject([{ privateKey: { extractable: false } }]);
    expect(await found('ann')).toMatchObject({ shadow: { pending: true, data: DATA }, person: { tag: '' } });
    expect(await port.pending(9, '')).toEqual([keyOf('ann')]);
    await gallery.delperson(appid, 'ann');
    expect((await port.changedSince(1, 9)).gone).toEqual([keyOf('ann')]);
    if (before) await other.db.put('shadows', before);
    expect((await found('ann')).shadow).toBeNull();
  });

  it('is gone with the gallery', async () => {
    await applied('ann', shared('ann'));
    await port.saveState(DATA);
    await gallery.erase(appid);
    gallery = await openGallery(appid);
    const fresh = new Gallery(appid, await openDatabase(appid, () => undefined));
    await fresh.establish(undefined);
    expect(await galleryPort(fresh).loadState()).toBeNull();
    expect(await galleryPort(fresh).shadows(9, '')).toEqual([]);
    fresh.close();
  });

  it('the log in its order, with a line for what is missing', async () => {
    gallery = await openGallery(appid, undefined, { audit: {} });
    for (const id of ['ann', 'bea']) await gallery.newperson(appid, person(id, 'g'), face(0));
    const lines = async (count: number, most = 9) =>
      (await port.auditAfter(count, most)).map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    expect((await lines(0)).map(({ n, what }) => [n, what])).toEqual([
      [1, 'begun'],
      [2, 'enrolled'],
      [3, 'enrolled'],
    ]);
    await other.db.delete('audit', 2);
    expect(await lines(1)).toMatchObject([{ n: 2, what: 'missing' }, { n: 3 }]);
    expect(await lines(0, 2)).toMatchObject([{ n: 1 }, { n: 2, what: 'missing' }]);
  });
});
