import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RemoteGallery } from '../../protocol';
import {
  change,
  code,
  exportedParts,
  face,
  failure,
  keysOf,
  openGallery,
  person,
  probe,
  trouble,
  verified,
} from '../testing';

const LIMIT = { perMinute: 3, lockSeconds: 600 };
const START = Date.UTC(2026, 10, 30, 12);
const PASSPHRASE = 'a long enough one';
const HOUR_MS = 3_600_000;
let appid: string;
let gallery: RemoteGallery;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  appid = `attempts-${crypto.randomUUID()}`;
  gallery = await openGallery(appid, undefined, { attempts: LIMIT });
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await gallery.newperson(appid, person('bob', 'g'), face(1));
});

afterEach(async () => {
  await gallery.erase(appid);
  vi.useRealTimers();
});

const exported = () => exportedParts(gallery, appid, PASSPHRASE);

async function replaceBy(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  const id = crypto.randomUUID();
  await gallery.beginImport(appid, PASSPHRASE, 'replace', id);
  for (const part of parts) await gallery.writeImport(id, part);
  await gallery.finishImport(id);
}

/** One attempt at a person: 0 or the code of the refusal. */
const attempt = (who = 'ann', by = gallery) => code(verified(by, appid, who, probe(2)));
/** What is asked before a picture is looked at. */
const asked = () => gallery.prepareMatch(appid, 'ann', crypto.randomUUID());
const attempts = async (count: number, who?: string) => {
  const codes: number[] = [];
  for (let i = 0; i < count; i++) codes.push(await attempt(who));
  return codes;
};
const passed = (ms: number) => vi.setSystemTime(Date.now() + ms);
const refusal = () => trouble(verified(gallery, appid, 'ann', probe(2)));

it('without a limit nothing is written, and nothing refused', async () => {
  const unlimited = await openGallery(appid);
  for (let i = 0; i < 20; i++) {
    expect(await attempt('ann', unlimited)).toBe(0);
    expect(await code(unlimited.search(appid, { group_id: 'g' }, [probe(2)]))).toBe(0);
  }
  expect(await keysOf(appid, 'attempts')).toEqual([]);
});

it('more attempts than may be lock the person, and nobody else, for the time that was asked for', async () => {
  expect(await attempts(4)).toEqual([0, 0, 0, 15]);
  expect(await refusal()).toEqual({ code: 15, kind: 'attempts', retryAfterMs: 600_000 });
  expect(await attempt('bob')).toBe(0);
  passed(599_000);
  expect(await refusal()).toMatchObject({ retryAfterMs: 1_000 });
  // No attempt itself.
  expect(await code(asked())).toBe(15);
  passed(1_000);
  for (let i = 0; i < 5; i++) expect(await code(asked())).toBe(0);
  expect(await attempts(4)).toEqual([0, 0, 0, 15]);
});

it('attempts that are a minute old count no more', async () => {
  expect(await attempts(2)).toEqual([0, 0]);
  passed(30_000);
  expect(await attempts(1)).toEqual([0]);
  passed(30_001);
  expect(await attempts(3)).toEqual([0, 0, 15]);
});

it('tabs share it, a reload does not reset it, and what is asked at once is counted one by one', async () => {
  const other = await openGallery(appid, undefined, { attempts: LIMIT });
  const both = [gallery, other, gallery, other, gallery, other, gallery, other];
  const codes = await Promise.all(both.map((tab) => attempt('ann', tab)));
  expect(codes.filter((each) => each === 0)).toHaveLength(LIMIT.perMinute);
  expect(codes.filter((each) => each === 15)).toHaveLength(both.length - LIMIT.perMinute);
  const later = await openGallery(appid, undefined, { attempts: LIMIT });
  expect(await attempt('ann', later)).toBe(15);
  for (const tab of [other, later]) await tab.erase(appid);
});

it('a clock that is set back neither unlocks at once nor locks for longer', async () => {
  await attempts(4);
  passed(1_000);
  passed(-24 * HOUR_MS);
  expect(await refusal()).toMatchObject({ kind: 'attempts', retryAfterMs: 600_000 });
  passed(600_000 - 1);
  expect(await attempt()).toBe(15);
  passed(1);
  expect(await attempts(3)).toEqual([0, 0, 0]);
  passed(-HOUR_MS);
  expect(await attempt()).toBe(15); // the three are not forgotten
  expect(await refusal()).toMatchObject({ retryAfterMs: 600_000 });
  passed(600_000);
  expect(await attempts(2)).toEqual([0, 0]);
  passed(-HOUR_MS);
  expect(await attempts(1)).toEqual([0]); // with it, the two of before are as young
  passed(61_000);
  expect(await attempts(3)).toEqual([0, 0, 0]);
});

it('a search is an attempt at each of those it would name, and says nothing once one of them is locked', async () => {
  const search = (directions: number[]) =>
    gallery.search(
      appid,
      { group_id: 'g' },
      directions.map((each) => probe(each)),
    );
  expect(await code(search([2]))).toBe(0);
  expect(await code(search([2, 3]))).toBe(0);
  const refused = await failure(search([2]));
  expect(refused).toMatchObject({ code: 15, data: { kind: 'attempts' } });
  expect(JSON.stringify([refused, refused?.message])).not.toMatch(/ann|bob|confidence/);
  expect(await attempt('bob')).toBe(15);
  expect(await attempt('ann')).toBe(15);
});

it('who does not exist, or has no face to compare, is not counted; who is deleted is forgotten', async () => {
  expect(await attempts(5, 'nobody')).toEqual([-1303, -1303, -1303, -1303, -1303]);
  expect(await keysOf(appid, 'attempts')).toEqual([]);
  await attempts(4);
  expect(await keysOf(appid, 'attempts')).toHaveLength(1);
  await gallery.delperson(appid, 'ann');
  expect(await keysOf(appid, 'attempts')).toEqual([]);
});

it('new keys keep the locks of all, and an import that replaces those of who stays', async () => {
  await attempts(4);
  await gallery.setPassphrase(appid, { rotate: true });
  expect(await refusal()).toEqual({ code: 15, kind: 'attempts', retryAfterMs: 600_000 });
  expect(await attempt('bob')).toBe(0);
  await replaceBy(await exported());
  expect(await refusal()).toEqual({ code: 15, kind: 'attempts', retryAfterMs: 600_000 });
  const both = await exported();
  await gallery.delperson(appid, 'bob');
  const anns = await exported();
  await replaceBy(both);
  await attempts(4, 'bob');
  await replaceBy(anns);
  expect(await keysOf(appid, 'attempts')).toHaveLength(1);
});

it.each([
  ['no numbers', { made: ['x'], lockedUntil: null }],
  ['no list', { made: { length: 7 } }],
  ['a list without end', { made: Array.from({ length: 100_000 }, () => START) }],
  ['a lock for ever', { lockedUntil: Number.MAX_VALUE }],
  ['nothing', { made: undefined, lockedUntil: undefined }],
])('a record that nobody can have noted locks for the usual time: %s', async (_, altered) => {
  await attempts(1);
  const [key] = await keysOf(appid, 'attempts');
  await change<object>(appid, 'attempts', key, (record) => ({ ...record, ...altered }));
  expect(await refusal()).toMatchObject({ kind: 'attempts', retryAfterMs: 600_000 });
  passed(600_000);
  expect(await attempt()).toBe(0);
});
