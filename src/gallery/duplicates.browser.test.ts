import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mulberry32 } from '../../tools/random';
import type { DuplicateProgress, NewFace, RemoteGallery } from '../protocol';
import { ArchiveWriter } from './archive';
import {
  code,
  createGalleryService,
  face,
  flip,
  keysOf,
  MODEL,
  near,
  ORIGIN,
  openTab,
  person,
  photo,
  trouble,
  verified,
} from './testing';

let appid: string;
let gallery: RemoteGallery;

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = createGalleryService();
  await gallery.open(appid);
});

afterEach(async () => {
  vi.useRealTimers();
  await deleteDB(`mien:${appid}`);
});

/** A face between two directions. */
function between(a: number, b: number, share: number): NewFace {
  const made = face(a);
  made.template[a] = Math.sqrt(1 - share * share);
  made.template[b] = share;
  return made;
}

async function enrol(id: string, shown: NewFace, ...groups: string[]): Promise<void> {
  await gallery.newperson(appid, { ...person(id, 'all', ...groups), person_name: `Name of ${id}` }, shown);
}

/** Pairs as "a b". */
async function pairs(choice: Parameters<RemoteGallery['duplicates']>[1] = {}): Promise<string[]> {
  const report = await gallery.duplicates(appid, choice);
  return report.pairs.map((pair) => pair.persons.map(({ person_id }) => person_id).join(' '));
}

describe('who seems to be enrolled twice', () => {
  it('is told in pairs, the most alike first, with names, the faces that show it, and a confidence as verify has it', async () => {
    const shown = {
      ann: face(0),
      anna: between(0, 1, 0.2),
      bob: face(2),
      rob: between(2, 3, 0.1),
      cid: face(1),
    };
    for (const [id, each] of Object.entries(shown)) await enrol(id, each);
    const other = face(3);
    await gallery.addface(appid, 'anna', other, '', 2);
    const report = await gallery.duplicates(appid, { minConfidence: 50 });
    expect(report).toMatchObject({ persons: 5, minConfidence: 50, more: 0 });
    expect(report.pairs.map(({ persons }) => persons)).toEqual([
      [
        { person_id: 'bob', person_name: 'Name of bob', face_id: shown.bob.face_id },
        { person_id: 'rob', person_name: 'Name of rob', face_id: shown.rob.face_id },
      ],
      // As a probe, the face of either's that is more alike to the other one.
      [
        { person_id: 'ann', person_name: 'Name of ann', face_id: shown.ann.face_id },
        { person_id: 'anna', person_name: 'Name of anna', face_id: shown.anna.face_id },
      ],
    ]);
    const { confidence } = await verified(gallery, appid, 'rob', shown.bob.template);
    expect(report.pairs[0].confidence).toBeCloseTo(confidence, 5);
  });

  it('is looked for among everybody, or in one group, which must exist', async () => {
    await enrol('ann', face(0), 'g');
    await enrol('anna', face(0));
    await enrol('hannah', face(0), 'g');
    // Equally alike but for rounding.
    expect((await pairs()).sort()).toEqual(['ann anna', 'ann hannah', 'anna hannah']);
    expect(await pairs({ group_id: 'g' })).toEqual(['ann hannah']);
    expect(await code(gallery.duplicates(appid, { group_id: 'none' }))).toBe(-1306);
    expect(await code(gallery.duplicates(appid, { group_id: '' }))).toBe(-1301);
  });

  it('is no more than asked for, and says how many more there are', async () => {
    for (let i = 0; i < 5; i++) await enrol(`p${i}`, between(0, 1, i / 100));
    const report = await gallery.duplicates(appid, { limit: 3 });
    expect(report.pairs).toHaveLength(3);
    expect(report.more).toBe(7);
    for (const wrong of [
      { limit: 0 },
      { limit: 1.5 },
      { limit: 1001 },
      { minConfidence: 101 },
      { minConfidence: Number.NaN },
    ])
      expect(await trouble(gallery.duplicates(appid, wrong))).toMatchObject({ code: -1313, kind: 'option' });
  });

  it('needs to be the more alike the more persons there are: one pair of strangers is to be expected', async () => {
    expect(await gallery.duplicates(appid, {})).toEqual({
      persons: 0,
      minConfidence: 75,
      pairs: [],
      more: 0,
    });
    await fill(500);
    const { minConfidence } = await gallery.duplicates(appid, {});
    // 124,750 pairs: an FMR of 8e-6, just beyond what the scale's data shows.
    expect(minConfidence).toBeGreaterThan(90);
    expect(minConfidence).toBeLessThan(92);
  });

  it('is nobody who has expired or is damaged, and no face of another model', async () => {
    await enrol('ann', face(0));
    await enrol('anna', face(0));
    await enrol('old', face(0, { ...ORIGIN, model: 'old' }));
    const expires = Date.now() + 60_000;
    await gallery.newperson(appid, { ...person('gone', 'all'), expires }, face(0));
    expect(await pairs()).toContain('ann gone');
    vi.useFakeTimers({ toFake: ['Date'], now: expires });
    expect(await pairs()).toEqual(['ann anna']);
    for (const id of ['ann', 'anna']) await gallery.delperson(appid, id);
    expect(await trouble(gallery.duplicates(appid, {}))).toMatchObject({ code: -1103, kind: 'other_model' });
  });

  it('is nobody whose record is damaged, whether that shows before or only when the pair is read', async () => {
    for (const id of ['ann', 'anna', 'hannah']) await enrol(id, face(0));
    expect(await pairs()).toHaveLength(3);
    const [key] = await keysOf(appid, 'persons');
    await flip(appid, 'persons', key);
    expect(await pairs()).toHaveLength(1);
    gallery = createGalleryService();
    expect(await pairs()).toHaveLength(1);
  });

  it('is judged by both networks where there are templates of both', async () => {
    gallery = await openTab();
    await gallery.newperson(appid, person('ann', 'g'), photo(1));
    // Alike by the first network, and not by the second.
    await gallery.newperson(appid, person('bob', 'g'), { ...photo(2), template: near(1) });
    await gallery.newperson(appid, person('anna', 'g'), { ...photo(1), template: near(1) });
    const found = await pairs({ minConfidence: 60 });
    expect(found).toContain('ann anna');
    expect(found).not.toContain('ann bob');
  });
});

describe('while it is looked for', () => {
  /** Begins, and does something in the midst of it. */
  async function during(work: () => Promise<unknown>) {
    let doing: Promise<unknown> | undefined;
    const told: DuplicateProgress[] = [];
    const report = await gallery.duplicates(appid, { minConfidence: 99 }, undefined, (progress) => {
      told.push(progress);
      doing ??= work();
    });
    await doing;
    return { report, told };
  }

  it('says how far it is, and answers others', async () => {
    await fill(4_000);
    let [done, atOther] = [false, true];
    const { told } = await during(async () => {
      await gallery.getinfo(appid, 'ann');
      atOther = done;
    });
    done = true;
    expect(atOther).toBe(false);
    expect(told.length).toBeGreaterThan(1);
    const of = (4_002 * 4_001) / 2;
    expect(told[0].pairs).toBeLessThan(of);
    expect(told[told.length - 1]).toEqual({ pairs: of, of });
    expect(told.map(({ pairs }) => pairs)).toEqual(told.map(({ pairs }) => pairs).sort((a, b) => a - b));
  });

  it('is given up in the midst, and once the gallery is locked', async () => {
    await fill(4_000);
    let last: DuplicateProgress | undefined;
    const given = gallery.duplicates(appid, {}, 'call', (progress) => {
      last = progress;
      void gallery.cancel('call');
    });
    expect(await code(given)).toBe(213);
    expect(last?.pairs).toBeLessThan(Number(last?.of));
    await gallery.setPassphrase(appid, { next: 'long enough' });
    const locked = gallery.duplicates(appid, {}, undefined, () => void gallery.lock(appid));
    expect(await trouble(locked)).toMatchObject({ code: -1200, storage: 'locked' });
  });

  it('tells no pair of somebody who is deleted, changed or no longer in the group', async () => {
    // Comparing them takes several times as long as a deletion, whose steps each wait for a stretch of it.
    await fill(3_000, 3);
    expect((await gallery.duplicates(appid, { minConfidence: 99 })).pairs).toHaveLength(1);
    const deleted = await during(() => gallery.delperson(appid, 'ann'));
    expect(deleted.report).toMatchObject({ pairs: [], more: 0 });
    await gallery.newperson(appid, person('ann', 'all'), wide(0));
    expect((await gallery.duplicates(appid, { minConfidence: 99 })).pairs).toHaveLength(1);
    const [old] = await gallery.getfaceids(appid, 'ann');
    await gallery.addface(appid, 'ann', wide(1), '', 2);
    const another = await during(() => gallery.delface(appid, 'ann', [old]));
    expect(another.report.pairs).toEqual([]);
  });

  it('finds the same when all templates are renewed, or sealed with another key', async () => {
    await fill(4_000);
    for (const renew of [
      () => gallery.renewTemplates(appid),
      () => gallery.setPassphrase(appid, { rotate: true }),
    ]) {
      const { report } = await during(renew);
      expect(report.pairs.map(({ persons }) => persons.map(({ person_id }) => person_id))).toEqual([
        ['ann', 'anna'],
      ]);
    }
  });

  it('counts as one attempt at each of those found, and is noted', async () => {
    await enrol('ann', face(0));
    await enrol('anna', face(0));
    const limited = createGalleryService({ attempts: { perMinute: 2, lockSeconds: 60 }, audit: true });
    for (let i = 0; i < 2; i++) expect((await limited.duplicates(appid, {})).pairs).toHaveLength(1);
    expect(await code(limited.duplicates(appid, {}))).toBe(15);
    const { entries } = await limited.readAudit(appid, 0, 100);
    expect(entries.filter(({ what }) => what === 'compared')).toEqual([
      expect.objectContaining({ persons: 2, person_id: null }),
      expect.objectContaining({ persons: 2, person_id: null }),
    ]);
  });
});

const WIDE = 192;

/** As `face`, of so many numbers that comparing takes its time. */
function wide(direction: number): NewFace {
  const template = new Float32Array(WIDE);
  template[direction] = 1;
  return { ...face(0), template };
}

/** Imports that many persons who are unlike each other, with so many faces each, and two who show the same photo. */
async function fill(count: number, facesEach = 1): Promise<void> {
  await gallery.useModel({ ...MODEL, dimension: WIDE });
  const next = mulberry32(count);
  const passphrase = 'long enough';
  const created = new Date().toISOString();
  const writer = await ArchiveWriter.create(passphrase, {
    created,
    persons: count,
    faces: count * facesEach,
  });
  const id = crypto.randomUUID();
  await gallery.beginImport(appid, passphrase, 'replace', id);
  for (let i = 0; i < count; i++) {
    const faces = Array.from({ length: facesEach }, () => {
      const vector = Float32Array.from({ length: WIDE }, () => next() - 0.5);
      const length = Math.hypot(...vector);
      return { ...face(0), tag: '', template: vector.map((each) => each / length) };
    });
    await writer.add({ ...person(`p${i}`, 'all'), faces });
    for (const bytes of writer.take()) await gallery.writeImport(id, bytes);
  }
  await writer.end();
  for (const bytes of writer.take()) await gallery.writeImport(id, bytes);
  await gallery.finishImport(id);
  await gallery.endTransfer(id);
  for (const twin of ['ann', 'anna']) await gallery.newperson(appid, person(twin, 'all'), wide(0));
}
