import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditRecord, GalleryPolicy, RemoteGallery } from '../protocol';
import {
  change,
  code,
  everything,
  face,
  flip,
  keysOf,
  openGallery,
  openRaw,
  person,
  probe,
  put,
  trouble,
  verified,
} from './testing';

const PASSPHRASE = 'a long enough one';
const DAY_MS = 86_400_000;
const WHOLE = { problems: [] };

let appid: string;
let gallery: RemoteGallery;

beforeEach(async () => {
  appid = `audit-${crypto.randomUUID()}`;
  gallery = await openGallery(appid, undefined, { audit: true });
});

afterEach(async () => {
  vi.useRealTimers();
  await gallery.erase(appid);
});

const enrol = (id: string, like = 0) => gallery.newperson(appid, person(id, 'g'), face(like));
const verify = (id: string, like = 0) => verified(gallery, appid, id, probe(like));
const read = async () => (await gallery.readAudit(appid, 0, 1000)).entries;
const told = (entries: readonly AuditRecord[]) =>
  entries.map(({ n, time, prev, person: _, ...entry }) => {
    expect(n).toBeGreaterThan(0);
    expect(new Date(time).toISOString()).toBe(time);
    expect(prev).toMatch(/^[0-9a-f]{64}$/);
    return entry;
  });
const problems = async () => (await gallery.checkAudit(appid)).problems;

/** Ann and Bob are enrolled, and Ann is verified twice: five entries with the first. */
async function five(): Promise<void> {
  await enrol('ann');
  await enrol('bob', 1);
  await verify('ann');
  await verify('ann', 3);
  expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 5, first: 1, last: 5, ...WHOLE });
}

describe('the log', () => {
  it('says what was done, and with whom', async () => {
    await enrol('ann');
    await gallery.addface(appid, 'ann', face(1), '', 2);
    const second = await gallery.getfaceids(appid, 'ann');
    await gallery.delface(appid, 'ann', [second[1]]);
    await gallery.setinfo(appid, 'ann', { person_name: 'Ann' });
    await gallery.setterms(appid, 'ann', { expires: Date.now() + DAY_MS });
    await gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['h'] });
    await verify('ann');
    await verify('ann', 3);
    await gallery.search(appid, { group_id: 'g' }, [probe(0)]);
    await gallery.checkAudit(appid); // writes what waits: else it comes behind what is written with a change
    await gallery.beginExport(appid, PASSPHRASE, false, 'export');
    await gallery.endTransfer('export');
    await gallery.exportPerson(appid, 'ann');
    await enrol('bob', 1);
    await gallery.delperson(appid, 'bob');
    const about = { person_id: 'ann' };
    expect(told(await read())).toEqual([
      { what: 'begun', person_id: null },
      { what: 'enrolled', faces: 1, ...about },
      { what: 'face_added', faces: 1, ...about },
      { what: 'face_removed', faces: 1, ...about },
      { what: 'info_changed', fields: ['person_name'], ...about },
      { what: 'info_changed', fields: ['expires'], ...about },
      { what: 'info_changed', fields: ['group_ids'], ...about },
      { what: 'verified', confidence: 100, matched: true, ...about },
      { what: 'verified', confidence: expect.closeTo(33.3, 1), matched: false, ...about },
      {
        what: 'identified',
        person_id: null,
        found: [{ person: expect.any(String), person_id: 'ann', confidence: 100 }],
      },
      { what: 'exported', person_id: null },
      { what: 'person_exported', ...about },
      // Whoever is gone has a pseudonym, and nobody can tell whose.
      { what: 'enrolled', faces: 1, person_id: null },
      { what: 'deleted', person_id: null },
    ]);
    expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 14, ...WHOLE });
  });

  it('comes in pages', async () => {
    await five();
    const first = await gallery.readAudit(appid, 0, 3);
    expect(first).toMatchObject({ entries: [{ n: 1 }, { n: 2 }, { n: 3 }], next: 3 });
    expect(await gallery.readAudit(appid, 3, 3)).toMatchObject({ entries: [{ n: 4 }, { n: 5 }], next: null });
    for (const [after, most] of [
      [-1, 1],
      [0, 0],
      [0, 1001],
      [0.5, 1],
    ])
      expect(await trouble(gallery.readAudit(appid, after, most))).toEqual({ code: -1313, kind: 'option' });
  });

  it('shows no id, and no name of what happened, to who sees the database', async () => {
    await enrol('ann-whose-id-is-long');
    await verify('ann-whose-id-is-long');
    await gallery.checkAudit(appid);
    const text = await everything(appid);
    for (const secret of ['ann-whose-id', 'enrolled', 'verified', 'confidence'])
      expect(text).not.toContain(secret);
  });

  it('is not there where nobody asked for it, and once there is written to by all who change something', async () => {
    await gallery.erase(appid);
    const without = await openGallery(appid);
    await without.newperson(appid, person('ann', 'g'), face(0));
    await verified(without, appid, 'ann', probe(0));
    expect(await without.checkAudit(appid)).toMatchObject({ entries: 0, first: 0, last: 0, ...WHOLE });
    expect(await without.exportPerson(appid, 'ann')).toMatchObject({ uses: null });
    expect(await keysOf(appid, 'audit')).toEqual([]);
    gallery = await openGallery(appid, undefined, { audit: true });
    await verify('ann');
    await gallery.checkAudit(appid);
    await verified(without, appid, 'ann', probe(0));
    await without.delperson(appid, 'ann');
    expect((await read()).map(({ what }) => what)).toEqual(['begun', 'verified', 'deleted']);
  });

  it('has a policy that is refused when it is misspelt', async () => {
    const wrong = [
      { audit: 'yes' },
      { audit: { days: 0 } },
      { audit: { entries: 1.5 } },
      { requireConsent: 1 },
    ];
    for (const policy of wrong) {
      const { MODEL } = await import('./testing');
      expect(await trouble(gallery.useModel(MODEL, policy as unknown as GalleryPolicy))).toEqual({
        code: -1313,
        kind: 'option',
      });
    }
  });

  it('has the outcome that the engine’s threshold gives, and no finer confidence than it shows', async () => {
    await gallery.erase(appid);
    gallery = await openGallery(appid, undefined, { audit: true, detail: 'never' });
    await enrol('ann');
    const template = Float32Array.of(0.7, Math.sqrt(1 - 0.49), 0, 0);
    const shown: (number | undefined)[] = [];
    for (const matchConfidence of [0, 100]) {
      await gallery.prepareMatch(appid, 'ann', 'ticket', matchConfidence);
      const match = await gallery.match('ticket', template);
      shown.push(match === null || match === 'ask' ? undefined : Math.floor(match.confidence * 10) / 10);
    }
    const uses = (await read()).slice(2);
    expect(uses.map(({ matched }) => matched)).toEqual([true, false]);
    expect(uses.map(({ confidence }) => confidence)).toEqual(shown);
  });
});

describe('a chain that somebody broke', () => {
  beforeEach(five);

  it('tells a removed entry', async () => {
    await remove(3);
    expect(await problems()).toEqual([{ n: 3, problem: 'missing' }]);
  });

  it('tells a changed entry', async () => {
    await flip(appid, 'audit', 4);
    expect(await problems()).toEqual([{ n: 4, problem: 'damaged' }]);
  });

  it('tells entries in each other’s places', async () => {
    await change<{ key: number }>(appid, 'audit', 2, (record) => ({ ...record, key: 99 }));
    await change<{ key: number }>(appid, 'audit', 3, (record) => ({ ...record, key: 2 }));
    await change<{ key: number }>(appid, 'audit', 99, (record) => ({ ...record, key: 3 }));
    await remove(99);
    expect(await problems()).toEqual([
      { n: 2, problem: 'damaged' },
      { n: 3, problem: 'damaged' },
    ]);
  });

  it('tells an end that was cut off, and a log that was emptied', async () => {
    await remove(5);
    await remove(4);
    expect(await problems()).toEqual([{ n: 4, problem: 'missing', until: 5 }]);
    for (const n of [1, 2, 3]) await remove(n);
    expect(await problems()).toEqual([{ n: 1, problem: 'missing', until: 5 }]);
  });

  it('goes on behind the break, which stays to be seen', async () => {
    await remove(5);
    await verify('bob');
    expect(await problems()).toEqual([{ n: 5, problem: 'missing' }]);
    expect((await read()).at(-1)).toMatchObject({ n: 6, what: 'verified' });
  });

  it('tells an entry that was put back, or laid behind the last', async () => {
    const db = await openRaw(appid);
    const record = await db.get('audit', 5);
    db.close();
    await put(appid, 'audit', { ...record, key: 6 });
    expect(await problems()).toEqual([
      { n: 6, problem: 'damaged' },
      { n: 6, problem: 'beyond' },
    ]);
  });

  it('says so when the gallery’s state, which vouched for it, was lost; no number comes twice', async () => {
    await flip(appid, 'state', 'state');
    await enrol('eve', 2);
    const entries = await read();
    expect(entries.map(({ n, what, after }) => [n, what, after])).toEqual([
      [1, 'begun', undefined],
      [2, 'enrolled', undefined],
      [3, 'enrolled', undefined],
      [4, 'verified', undefined],
      [5, 'verified', undefined],
      [6, 'begun', 5],
      [7, 'enrolled', undefined],
    ]);
    expect(await problems()).toEqual([]);
  });

  async function remove(n: number): Promise<void> {
    const db = await openRaw(appid);
    await db.delete('audit', n);
    db.close();
  }
});

describe('what is kept of it', () => {
  it('is bounded by number and by age; the chain begins where they begin', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
    await gallery.erase(appid);
    gallery = await openGallery(appid, undefined, { audit: { days: 30, entries: 6 } });
    await enrol('ann');
    for (let i = 0; i < 9; i++) {
      await verify('ann');
      await gallery.checkAudit(appid);
    }
    expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 6, first: 6, last: 11, ...WHOLE });
    expect(await keysOf(appid, 'audit')).toEqual([6, 7, 8, 9, 10, 11]);
    vi.setSystemTime(Date.now() + 20 * DAY_MS);
    await verify('ann');
    await gallery.checkAudit(appid);
    vi.setSystemTime(Date.now() + 20 * DAY_MS);
    await verify('ann');
    expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 2, first: 12, last: 13, ...WHOLE });
    expect(await keysOf(appid, 'audit')).toEqual([12, 13]);
  });

  it('outlives new keys, which its pseudonyms and its chain do not notice', async () => {
    await five();
    const before = await read();
    await gallery.setPassphrase(appid, { next: PASSPHRASE });
    expect(await read()).toEqual(before);
    expect(await problems()).toEqual([]);
    await gallery.lock(appid);
    expect(await trouble(gallery.readAudit(appid, 0, 10))).toMatchObject({ kind: 'locked' });
    await gallery.unlock(appid, PASSPHRASE);
    await gallery.delperson(appid, 'ann');
    expect((await read()).at(-1)?.person).toBe(before[1].person);
  });

  it('outlives an import that replaces all, which it names', async () => {
    await five();
    await gallery.beginExport(appid, PASSPHRASE, false, 'export');
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let done = false; !done; ) {
      const part = await gallery.readExport('export');
      parts.push(part.bytes);
      done = part.done;
    }
    await gallery.endTransfer('export');
    await gallery.beginImport(appid, PASSPHRASE, 'replace', 'import');
    for (const bytes of parts) await gallery.writeImport('import', bytes);
    await gallery.finishImport('import');
    expect((await read()).at(-1)).toMatchObject({ what: 'imported', mode: 'replace', persons: 2, faces: 2 });
    expect(await problems()).toEqual([]);
  });
});

describe('when it is written', () => {
  it('a change and its entry are one: of a change that fails nothing is said, and nothing is done that is not said', async () => {
    await enrol('ann');
    const puts = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'audit') throw new DOMException('the disk is full', 'QuotaExceededError');
      return puts.apply(this, args);
    });
    expect(await code(gallery.delperson(appid, 'ann'))).toBe(-1200);
    expect(await code(enrol('bob'))).toBe(-1200);
    vi.restoreAllMocks();
    expect(await gallery.getpersonids(appid, 'g')).toEqual(['ann']);
    expect((await read()).map(({ what }) => what)).toEqual(['begun', 'enrolled']);
    expect(await problems()).toEqual([]);
  });

  it('uses wait half a second at most, and are written together', async () => {
    await enrol('ann');
    for (let i = 0; i < 20; i++) await verify('ann');
    expect(await keysOf(appid, 'audit')).toHaveLength(2);
    await vi.waitFor(async () => expect(await keysOf(appid, 'audit')).toHaveLength(22), 2_000);
    expect(await problems()).toEqual([]);
  });

  it('uses that the database did not take are written later, in their order', async () => {
    await enrol('ann');
    await verify('ann');
    const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    });
    expect(await code(gallery.checkAudit(appid))).toBe(-1200);
    failing.mockRestore();
    await verify('ann', 3);
    expect((await read()).slice(2).map(({ matched }) => matched)).toEqual([true, false]);
  });

  it('a crash between leaves a whole chain, without what had waited', async () => {
    await five();
    await verify('ann');
    // Another tab finds what is on the disk: this one's last use is not.
    const later = await openGallery(appid, undefined, { audit: true });
    expect(await later.checkAudit(appid)).toMatchObject({ entries: 5, ...WHOLE });
    await later.delperson(appid, 'bob');
    expect(await later.checkAudit(appid)).toMatchObject({ entries: 6, ...WHOLE });
    // The other tab was alive, after all.
    expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 7, ...WHOLE });
  });

  it('many tabs write one chain', async () => {
    await enrol('ann');
    const tabs = await Promise.all([1, 2, 3].map(() => openGallery(appid, undefined, { audit: true })));
    await Promise.all(
      tabs.map(async (tab, i) => {
        for (let k = 0; k < 5; k++) await verified(tab, appid, 'ann', probe(0));
        await tab.newperson(appid, person(`p${i}`, 'g'), face(1));
      }),
    );
    for (const tab of tabs) await tab.readAudit(appid, 0, 1);
    expect(await gallery.checkAudit(appid)).toMatchObject({ entries: 2 + 15 + 3, ...WHOLE });
  });
});

describe('what is held of a person', () => {
  it('is said in full, with what it was used for, and without templates or others', async () => {
    await five();
    await gallery.search(appid, { group_id: 'g' }, [probe(0)]);
    await gallery.checkAudit(appid);
    await gallery.setterms(appid, 'ann', { expires: Date.UTC(2100, 0, 1) });
    const held = await gallery.exportPerson(appid, 'ann');
    expect(held).toMatchObject({
      person_id: 'ann',
      group_ids: ['g'],
      consent: null,
      expires: '2100-01-01T00:00:00.000Z',
      faces: [{ image: { width: 9, height: 9 }, origin: { model: 'm' }, dimension: 4, second: null }],
    });
    expect(held.uses?.map(({ what, matched }) => [what, matched])).toEqual([
      ['enrolled', undefined],
      ['verified', true],
      ['verified', false],
      ['identified', undefined],
      ['info_changed', undefined],
      ['person_exported', undefined],
    ]);
    const text = JSON.stringify(held);
    expect(JSON.parse(text)).toEqual(held);
    expect(text).not.toContain('bob');
    expect(held.uses?.[3].found).toHaveLength(1);
    const [bob] = (await read()).filter(({ person_id }) => person_id === 'bob');
    expect(text).not.toContain(bob.person);
    expect(text).not.toMatch(/template/i);
    expect(await code(gallery.exportPerson(appid, 'nobody'))).toBe(-1303);
  });
});
