import fc from 'fast-check';
import { deleteDB } from 'idb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Candidate, RemoteGallery } from '../protocol';
import {
  type Alteration,
  alter,
  alterations,
  type Content,
  code,
  createGalleryService,
  face,
  failure,
  openGallery,
  person,
  probe,
  readDatabase,
  verified,
  writeDatabase,
} from './testing';

/** MIEN_SEED, as text: vitest.config.ts sets it. */
declare const __SEED__: string;

const CASES = 60;
/** Many times what a call takes, on a slow machine with others beside it. */
const HANG_MS = 20_000;
const PEOPLE = ['ann', 'bob', 'eve'];
/** A direction that nobody's face has. */
const STRANGER = 3;
const seed = Number(__SEED__ || Date.now() % 1_000_000);

let appid: string;
let now: Content;
let old: Content;

beforeAll(async () => {
  appid = `test-${crypto.randomUUID()}`;
  const gallery = await openGallery(appid);
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  old = await readDatabase(appid);
  await gallery.newperson(appid, person('bob', 'g', 'h'), face(1));
  for (const id of ['ann', 'bob']) await gallery.setpicture(appid, id, pictureOf(id));
  await gallery.newperson(appid, person('eve', 'h'), face(2));
  const gone = await gallery.newperson(appid, person('gone', 'h'), face(STRANGER));
  await gallery.delface(appid, 'gone', [gone.faceId]);
  await gallery.delperson(appid, 'gone');
  now = await readDatabase(appid);
  await gallery.erase(appid);
});

afterAll(() => deleteDB(`mien:${appid}`));

it('an altered database matches nobody wrongly, hangs no call, and can be erased', {
  timeout: 300_000,
}, async () => {
  console.log(`altered databases: ${CASES} cases, seed ${seed}`);
  const several = fc.array(alterations(), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(several, survives), { numRuns: CASES, seed, endOnFailure: true });
});

async function survives(altered: readonly Alteration[]): Promise<void> {
  await writeDatabase(appid, now);
  const live = createGalleryService();
  await live.search(appid, { group_id: 'g' }, [probe(0)]); // has an index in memory, and the keys
  for (const alteration of altered) await alter(appid, alteration, old);
  for (const gallery of [live, createGalleryService()]) {
    await read(gallery);
    await write(gallery);
    await read(gallery);
  }
  const fresh = createGalleryService();
  await within('erase', fresh.erase(appid));
  expect(await code(within('getinfo', fresh.getinfo(appid, 'ann')))).toBe(-1303);
  expect(await code(within('newperson', fresh.newperson(appid, person('ann', 'g'), face(0))))).toBe(0);
  await fresh.erase(appid);
}

async function write(gallery: RemoteGallery): Promise<void> {
  await settled('setinfo', gallery.setinfo(appid, 'bob', { tag: 't' }));
  await settled('addface', gallery.addface(appid, 'bob', face(1), '', 2));
  await settled('newperson', gallery.newperson(appid, person('joe', 'h'), face(2)));
  const groups = { person_id: 'joe', group_ids: ['new'] };
  await settled('addgroupids', gallery.addgroupids(appid, groups));
  await settled('delgroupids', gallery.delgroupids(appid, groups));
  await settled('delperson', gallery.delperson(appid, 'joe'));
}

async function read(gallery: RemoteGallery): Promise<void> {
  for (const [i, id] of PEOPLE.entries()) {
    const own = await settled('match', verified(gallery, appid, id, probe(i)));
    if (own) expect(own.confidence, id).toBe(100);
    const other = await settled('match', verified(gallery, appid, id, probe(STRANGER)));
    if (other) expect(other.confidence, `a stranger as ${id}`).toBeLessThan(50);
  }
  for (const id of ['gone', 'mallory'])
    expect(await settled('match', verified(gallery, appid, id, probe(STRANGER))), id).toBeUndefined();
  const choice = { group_ids: ['g', 'h'] };
  const found = await settled('search', gallery.search(appid, choice, [probe(STRANGER), probe(0)]));
  if (found) areThemselves(found.candidates);
  for (const id of PEOPLE.slice(0, 2)) {
    const picture = await settled('getpicture', gallery.getpicture(appid, id));
    if (picture) expect(await picture.text(), id).toBe(await pictureOf(id).text());
  }
  await settled('getgroupids', gallery.getgroupids(appid));
  await settled('getpersonids', gallery.getpersonids(appid, 'g'));
  await settled('check', gallery.check(appid));
  await settled('info', gallery.info(appid));
}

function areThemselves([strangers, anns]: readonly (readonly Candidate[])[]): void {
  for (const { personId, confidence } of strangers) {
    expect([...PEOPLE, 'joe']).toContain(personId);
    expect(confidence, `a stranger as ${personId}`).toBeLessThan(50);
  }
  for (const { personId, confidence } of anns) {
    if (personId !== 'ann') expect(confidence, `ann as ${personId}`).toBeLessThan(50);
  }
}

/** Something that begins as a JPEG does. */
function pictureOf(id: string): Blob {
  return new Blob([new Uint8Array([0xff, 0xd8, 0xff]), id]);
}

/**
 * The answer, or undefined of a call that is refused. One that hangs, an internal error or one that asks to be tried again fails
 * the case.
 */
async function settled<T>(name: string, call: Promise<T>): Promise<T | undefined> {
  const error = await failure(within(name, call));
  if (error === undefined) return call;
  expect(error.code, `${name}: ${error.detail}`).not.toBe(213);
  expect(error.data?.storage, `${name}: ${error.detail}`).not.toBe('busy');
  return undefined;
}

function within<T>(name: string, call: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} hangs`)), HANG_MS);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}
