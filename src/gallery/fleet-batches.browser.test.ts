import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Application, Found, GalleryPort, LocalPerson } from '../fleet/port';
import type { RemoteGallery } from '../protocol';
import { galleryPort } from './fleet';
import { Gallery, openDatabase } from './store';
import { face, openGallery, person, trouble } from './testing';

let appid: string;
let gallery: RemoteGallery;
/** As the worker that runs the fleet has it. */
let other: Gallery;
let port: GalleryPort;

beforeEach(async () => {
  appid = `fleet-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  other = await another();
  port = galleryPort(other);
});

afterEach(async () => {
  other.close();
  await gallery.erase(appid);
});

async function another(): Promise<Gallery> {
  const opened: Gallery = new Gallery(appid, await openDatabase(appid, () => opened.close()));
  await opened.establish(undefined);
  return opened;
}

const keyOf = (person_id: string) => `key-of-${person_id}`;
const wantedOf = (ids: readonly string[]) => ids.map((id) => ({ key: keyOf(id), person_id: id }));
const shared = (person_id: string): LocalPerson => ({
  person_id,
  person_name: `Name of ${person_id}`,
  tag: '',
  consent: null,
  expires: null,
  group_ids: ['g'],
  faces: [{ ...face(0), tag: 'front' }],
});
const application = (person_id: string, mark = 0): Application => ({
  shadow: { key: keyOf(person_id), person_id, pending: false, data: new Uint8Array([1]) },
  mark,
  person_id,
  person: shared(person_id),
});
const applications = (ids: readonly string[], found: readonly Found[]) =>
  found.map(({ mark }, i) => application(ids[i], mark));

/** How often the database is asked for records, until the function that it returns is called. */
function countReads(): () => number {
  const { get, getAll } = IDBObjectStore.prototype;
  let count = 0;
  IDBObjectStore.prototype.get = function (query) {
    count += 1;
    return get.call(this, query);
  };
  IDBObjectStore.prototype.getAll = function (query, most) {
    count += 1;
    return getAll.call(this, query, most);
  };
  return () => {
    Object.assign(IDBObjectStore.prototype, { get, getAll });
    return count;
  };
}

const IDS = Array.from({ length: 200 }, (_, i) => `p${i}`);

it('people who come for the first time are not asked for one by one', async () => {
  const reads = countReads();
  await port.apply(applications(IDS, await port.read(wantedOf(IDS))));
  expect(reads()).toBeLessThan(30);
  expect(await gallery.check(appid)).toEqual({ persons: 200, faces: 200, damaged: [], missing: 0 });
});

it('nor read once more to be written, whom a merge has read', async () => {
  const few = IDS.slice(0, 20);
  await port.apply(applications(few, await port.read(wantedOf(few))));
  const found = await port.read(wantedOf(few));
  const reads = countReads();
  await port.apply(applications(few, found));
  expect(reads()).toBeLessThan(20);
});

it('who is enrolled in another tab meanwhile is seen', async () => {
  await gallery.newperson(appid, person('p7', 'g'), face(3));
  const before = await port.read(wantedOf(IDS));
  const there = before.filter(({ person, mark }) => person !== null && mark > 0);
  expect(there.map(({ key }) => key)).toEqual([keyOf('p7')]);
  await gallery.newperson(appid, person('p9', 'g'), face(3));
  expect((await port.apply(applications(IDS, before))).refused).toEqual([keyOf('p9')]);
  const after = await port.read(wantedOf(IDS));
  expect(after.filter(({ person }) => person === null)).toEqual([]);
  expect(after.filter(({ shadow }) => shadow === null).map(({ key }) => key)).toEqual([keyOf('p9')]);
  expect((await port.apply(applications(IDS, after))).refused).toEqual([]);
  expect(await gallery.check(appid)).toEqual({ persons: 200, faces: 200, damaged: [], missing: 0 });
});

it('what another tab, which had the fleet meanwhile, has written is seen', async () => {
  await port.apply(applications(IDS, await port.read(wantedOf(IDS))));
  await port.read(wantedOf([...IDS, 'later']));
  const second = await another();
  await galleryPort(second).apply([application('later')]);
  second.close();
  const found = await port.read(wantedOf([...IDS, 'later']));
  expect(found[IDS.length]).toMatchObject({ shadow: { person_id: 'later' }, person: { person_id: 'later' } });
});

it('the fleet’s state comes with a batch, all or nothing, and not where somebody was left out', async () => {
  const [one, two, three, four] = [1, 2, 3, 4].map((n) => new Uint8Array([n]));
  await port.saveState(one);
  await port.apply([application('bea')], two);
  expect(await port.loadState()).toEqual(two);
  expect((await port.apply([application('bea')], three)).refused).toEqual([keyOf('bea')]);
  expect(await port.loadState()).toEqual(two);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key);
    if (this.name === 'fleet') queueMicrotask(() => this.transaction.abort());
    return request;
  };
  const failed = await trouble(port.apply([application('cai')], four));
  IDBObjectStore.prototype.put = put;
  expect(failed).toMatchObject({ code: -1200 });
  expect(await port.read(wantedOf(['cai']))).toMatchObject([{ shadow: null, person: null, mark: 0 }]);
  expect(await port.loadState()).toEqual(two);
});
