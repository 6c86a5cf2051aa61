import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  candidatesOf,
  code,
  face,
  flip,
  keysOf,
  openGallery,
  openRaw,
  person,
  probe,
  trouble,
  verified,
} from './testing';

let appid: string;
let gallery: RemoteGallery;

const open = (passphrase?: string) => openGallery(appid, passphrase);

beforeEach(() => {
  appid = `test-${crypto.randomUUID()}`;
});

afterEach(async () => {
  await gallery.erase(appid); // closes its connection
  await deleteDB(`mien:${appid}`);
});

describe('damage', () => {
  beforeEach(async () => {
    gallery = await open();
    for (const [i, id] of ['ann', 'bob', 'eve'].entries()) {
      await gallery.newperson(appid, person(id, 'g', `g-${id}`), face(i));
    }
  });

  const healthy = async () => {
    expect(await code(verified(gallery, appid, 'bob', probe(1)))).toBe(0);
    const [found] = await candidatesOf(gallery.search(appid, { group_id: 'g' }, [probe(1)]));
    expect(found[0].personId).toBe('bob');
    return found.map(({ personId }) => personId).sort();
  };

  it('of a face is told with its person, keeps it out of searches, and ends with the face', async () => {
    const faceIds = await gallery.getfaceids(appid, 'ann');
    const key = (await keysOf(appid, 'faces')).find((each) => each.includes(faceIds[0])) ?? '';
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    for (const at of [0, 15, 40, -1]) {
      await flip(appid, 'faces', key, at);
      const damaged = { code: -1200, kind: 'damaged', storage: 'damaged', person_id: 'ann' };
      expect(await trouble(verified(gallery, appid, 'ann', probe(0)))).toEqual(damaged);
      expect(await trouble(gallery.addface(appid, 'ann', face(3), '', 2))).toEqual(damaged);
      expect(await healthy()).toEqual(['bob', 'eve']);
      expect(await gallery.check(appid)).toEqual({
        persons: 3,
        faces: 3,
        damaged: [{ what: 'face', person_id: 'ann', face_id: faceIds[0] }],
        missing: 0,
      });
      await flip(appid, 'faces', key, at);
      expect(await code(verified(gallery, appid, 'ann', probe(0)))).toBe(0);
    }
    await flip(appid, 'faces', key);
    await gallery.delface(appid, 'ann', faceIds);
    expect(await code(gallery.addface(appid, 'ann', face(3), '', 2))).toBe(0);
    expect(await gallery.check(appid)).toMatchObject({ faces: 3, damaged: [] });
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
  });

  it('of a face that is gone is told, too', async () => {
    const faceIds = await gallery.getfaceids(appid, 'ann');
    const db = await openRaw(appid);
    const key = (await db.getAllKeys('faces')).find((each) => String(each).includes(faceIds[0]));
    await db.delete('faces', key as string);
    db.close();
    expect(await trouble(verified(gallery, appid, 'ann', probe(0)))).toMatchObject({
      kind: 'damaged',
      storage: 'damaged',
      person_id: 'ann',
    });
    expect((await gallery.check(appid)).damaged).toEqual([
      { what: 'face', person_id: 'ann', face_id: faceIds[0], missing: true },
    ]);
    expect(await healthy()).toEqual(['bob', 'eve']);
  });

  it('of a person is told, and the person can be deleted and enrolled again', async () => {
    const before = await Promise.all((await keysOf(appid, 'persons')).map(async (key) => key));
    for (const key of before) {
      await flip(appid, 'persons', key);
      const { damaged } = await gallery.check(appid);
      expect(damaged).toHaveLength(1);
      const [{ person_id }] = damaged;
      if (person_id !== 'ann') {
        await flip(appid, 'persons', key);
        continue;
      }
      expect(await trouble(gallery.getinfo(appid, 'ann'))).toMatchObject({
        kind: 'damaged',
        storage: 'damaged',
        person_id: 'ann',
      });
      expect(await code(gallery.newperson(appid, person('ann', 'g'), face(0)))).toBe(-1302);
      expect(await healthy()).toEqual(['bob', 'eve']);
      await gallery.delperson(appid, 'ann');
      expect(await gallery.getgroupids(appid)).toEqual(['g', 'g-bob', 'g-eve']);
      await gallery.newperson(appid, person('ann', 'g'), face(0));
      expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
      expect((await gallery.check(appid)).damaged).toEqual([]);
      return;
    }
    throw new Error('ann was never the damaged one');
  });

  it('of a group heals from its persons', async () => {
    for (const key of await keysOf(appid, 'groups')) await flip(appid, 'groups', key);
    expect((await gallery.check(appid)).damaged.filter(({ what }) => what === 'group')).toHaveLength(4);
    expect(await gallery.getgroupids(appid)).toEqual(['g', 'g-ann', 'g-bob', 'g-eve']);
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    await gallery.delperson(appid, 'ann');
    await gallery.newperson(appid, person('ann', 'g', 'g-bob', 'g-eve'), face(0));
    expect((await gallery.check(appid)).damaged).toEqual([]);
  });

  it('of a group whose record is gone heals from its persons, in every call that asks for groups', async () => {
    const db = await openRaw(appid);
    await db.clear('groups');
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    const all = ['g', 'g-ann', 'g-bob', 'g-eve'];
    expect(await gallery.getgroupids(appid)).toEqual(all);
    const lost = (await gallery.check(appid)).damaged;
    expect(lost.map(({ what, missing, group_id }) => ({ what, missing, group_id }))).toEqual(
      expect.arrayContaining(all.map((group_id) => ({ what: 'group', missing: true, group_id }))),
    );
    expect(lost).toHaveLength(4);

    // Counted with those who were in it before, so that it outlives one of them.
    await gallery.newperson(appid, person('joe', 'g'), face(3));
    for (const id of ['ann', 'bob', 'eve']) await gallery.delperson(appid, id);
    expect(await gallery.getgroupids(appid)).toEqual(['g']);
    await db.clear('groups');
    await gallery.delgroupids(appid, { person_id: 'joe', group_ids: ['g'] });
    expect(await gallery.getgroupids(appid)).toEqual([]);
    expect((await gallery.check(appid)).damaged).toEqual([]);

    // Nor does a record that belongs to nobody count.
    await db.put('groups', { key: 'f'.repeat(32), generation: 1, data: new Uint8Array(40) });
    expect(await gallery.getgroupids(appid)).toEqual([]);
    db.close();
  });

  it('of a damaged group is named by its persons', async () => {
    for (const key of await keysOf(appid, 'groups')) await flip(appid, 'groups', key);
    const { damaged } = await gallery.check(appid);
    expect(damaged.map(({ group_id }) => group_id).sort()).toEqual(['g', 'g-ann', 'g-bob', 'g-eve']);
  });

  it('of the state heals by counting', async () => {
    await flip(appid, 'state', 'state');
    expect((await gallery.check(appid)).damaged).toEqual([{ what: 'state', person_id: null }]);
    expect(await healthy()).toEqual(['ann', 'bob', 'eve']);
    await gallery.newperson(appid, person('joe', 'g'), face(3));
    expect(await gallery.check(appid)).toEqual({ persons: 4, faces: 4, damaged: [], missing: 0 });
    const other = await open();
    expect(await code(verified(other, appid, 'joe', probe(3)))).toBe(0);
  });

  it('of persons that are gone is told with their names, as long as a face is there, and in the count', async () => {
    const db = await openRaw(appid);
    const keys = await db.getAllKeys('persons');
    for (const key of keys) await db.delete('persons', key);
    const gone = await gallery.check(appid);
    expect(gone).toMatchObject({ persons: 0, missing: 3 });
    expect(gone.damaged).toHaveLength(3);
    for (const person_id of ['ann', 'bob', 'eve'])
      expect(gone.damaged).toContainEqual({ what: 'person', person_id, missing: true });
    await db.clear('faces');
    expect(await gallery.check(appid)).toMatchObject({ persons: 0, missing: 3, damaged: [] });

    // Faces of an import that was cut off are nobody's loss.
    await db.put('sweeps', { since: 0 }, 'sweep');
    await db.put('faces', {
      key: `${'f'.repeat(32)}.x.9`,
      generation: 9,
      face_id: 'x',
      data: new Uint8Array(40),
    });
    expect(await gallery.check(appid)).toMatchObject({ missing: 3, damaged: [] });
    db.close();
  });
});
