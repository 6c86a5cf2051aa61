import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { code, face, ok, probe } from '../../test/support/gallery';
import { everything, keysOf } from '../../test/support/gallery-records';
import { createGalleryService } from './service';

let appid: string;

/** A database as version 1 made and filled it. */
beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  const db = await openDB(`mien:${appid}`, 1, {
    upgrade(fresh) {
      const persons = fresh.createObjectStore('persons', { keyPath: 'person_id' });
      persons.createIndex('by-group', 'group_ids', { multiEntry: true });
      fresh.createObjectStore('faces', { keyPath: 'face_id' });
      fresh.createObjectStore('groups', { keyPath: 'group_id' });
    },
  });
  for (let i = 0; i < 300; i++) {
    const person_id = `p${i}`;
    const faces = [face(i % 4), face((i + 1) % 4)];
    const face_ids = faces.map(({ face_id }) => face_id);
    const group_ids = ['all', `g${i % 3}`];
    await db.put('persons', { person_id, person_name: `Name ${i}`, tag: 'old', group_ids, face_ids });
    for (const each of faces) await db.put('faces', { ...each, person_id, tag: 'old face' });
  }
  await db.put('groups', { group_id: 'all', persons: 300 });
  for (let i = 0; i < 3; i++) await db.put('groups', { group_id: `g${i}`, persons: 100 });
  db.close();
});

afterEach(async () => {
  await createGalleryService().erase(appid);
});

it('a gallery of version 1 is sealed when it is opened, and nothing of it stays in plain', async () => {
  const gallery = createGalleryService();
  await ok(gallery.open(appid));
  expect((await ok(gallery.getgroupids(appid))).group_ids).toEqual(['all', 'g0', 'g1', 'g2']);
  expect((await ok(gallery.getpersonids(appid, 'all'))).person_ids).toHaveLength(300);
  const info = await ok(gallery.getinfo(appid, 'p7'));
  expect(info).toMatchObject({ person_name: 'Name 7', tag: 'old', group_ids: ['all', 'g1'] });
  expect(info.face_ids).toHaveLength(2);
  expect(await ok(gallery.match(appid, 'p0', probe(0)))).toMatchObject({ confidence: 100, compared: 2 });
  expect(await ok(gallery.check(appid))).toEqual({ persons: 300, faces: 600, damaged: [], missing: 0 });
  const text = await everything(appid);
  for (const secret of ['Name 7', 'old face', 'p123', 'rightEye']) expect(text.includes(secret)).toBe(false);
  for (const store of ['v1-persons', 'v1-faces', 'v1-groups']) expect(await keysOf(appid, store)).toEqual([]);
  // What is deleted does not come back with the next opening.
  await ok(gallery.delperson(appid, 'p7'));
  const later = createGalleryService();
  expect(await code(later.getinfo(appid, 'p7'))).toBe(-1303);
  await ok(later.erase(appid));
});

it('two tabs that open it at once do so once', async () => {
  const tabs = [createGalleryService(), createGalleryService()];
  await Promise.all(tabs.map((tab) => ok(tab.open(appid))));
  for (const tab of tabs) {
    expect(await ok(tab.check(appid))).toEqual({ persons: 300, faces: 600, damaged: [], missing: 0 });
  }
  expect((await ok(tabs[0].getgroupids(appid))).group_ids).toHaveLength(4);
  await ok(tabs[1].erase(appid));
});
