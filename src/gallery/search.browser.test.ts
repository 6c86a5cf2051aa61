import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewFace, RemoteGallery } from '../protocol';
import { sealGroup } from './records';
import { Gallery, openDatabase } from './store';
import { candidatesOf, code, createGalleryService, face, MODEL, ORIGIN, person, probe } from './testing';

let appid: string;
let gallery: RemoteGallery;

async function open(): Promise<RemoteGallery> {
  const service = createGalleryService();
  await service.open(appid);
  return service;
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await open();
});

afterEach(() => deleteDB(`mien:${appid}`));

describe('search', () => {
  /** A unit template between two directions. */
  function between(a: number, b: number, share: number): NewFace {
    const made = face(a);
    made.template[a] = Math.sqrt(1 - share * share);
    made.template[b] = share;
    return made;
  }

  it('finds the five best persons of the groups, each once by all faces, best first, with the face most alike', async () => {
    for (let i = 0; i < 7; i++) {
      await gallery.newperson(appid, person(`p${i}`, i < 6 ? 'a' : 'b'), between(0, 1, i / 10));
    }
    const near = between(0, 1, 0.05);
    await gallery.addface(appid, 'p5', near, 'door 3', 2);
    await gallery.addgroupids(appid, { person_id: 'p5', group_ids: ['b'] });
    const [all, other] = await candidatesOf(
      gallery.search(appid, { group_ids: ['a', 'b', 'none'] }, [probe(0), probe(1)]),
    );
    expect(all.map(({ personId }) => personId)).toEqual(['p0', 'p1', 'p5', 'p2', 'p3']);
    expect(all[2]).toMatchObject({ faceId: near.face_id, tag: 'door 3' });
    expect(all[0].confidence).toBe(100);
    expect(other.map(({ personId }) => personId)).toEqual(['p6', 'p4', 'p3', 'p5', 'p2']);
    const [inOne] = await candidatesOf(
      gallery.search(appid, { group_id: 'b', group_ids: ['a'] }, [probe(0)]),
    );
    expect(inOne.map(({ personId }) => personId)).toEqual(['p5', 'p6']);
  });

  it('gives its memory back when told to rest, and searches again', async () => {
    await gallery.newperson(appid, person('ann', 'a'), face(0));
    const find = async () =>
      (await candidatesOf(gallery.search(appid, { group_id: 'a' }, [probe(0)])))[0][0].personId;
    expect(await find()).toBe('ann');
    expect((await gallery.info(appid)).search?.templates).toBe(1);
    await gallery.rest();
    expect((await gallery.info(appid)).search).toBeNull();
    expect(await find()).toBe('ann');
  });

  it('says which groups are missing, and when all faces are another model’s', async () => {
    const bare = await gallery.newperson(appid, person('ann', 'a'), face(0));
    expect(await code(gallery.search(appid, { group_id: 'b' }, [probe(0)]))).toBe(-1306);
    expect(await code(gallery.search(appid, { group_ids: ['b', 'c'] }, [probe(0)]))).toBe(-1307);
    expect(await code(gallery.search(appid, {}, [probe(0)]))).toBe(-1301);
    expect(await code(gallery.search(appid, { group_ids: [] }, [probe(0)]))).toBe(-1301);
    await gallery.useModel({ ...MODEL, origin: { ...ORIGIN, model: 'n' } });
    expect(await code(gallery.search(appid, { group_id: 'a' }, [probe(0)]))).toBe(-1103);
    await gallery.useModel(MODEL);
    await gallery.delface(appid, 'ann', [bare.faceId]);
    expect(await candidatesOf(gallery.search(appid, { group_id: 'a' }, [probe(0)]))).toEqual([[]]);
  });
});

describe('limits', () => {
  it('a group takes no 20,001st person, an appid no 5,001st group, and nothing is left half done', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const many = Array.from({ length: 4999 }, (_, i) => `g${i}`);
    expect(await gallery.addgroupids(appid, { person_id: 'ann', group_ids: many })).toMatchObject({
      changed: 4999,
    });
    expect(await code(gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['one-more'] }))).toBe(-1311);
    expect(await code(gallery.newperson(appid, person('bob', 'g', 'one-more'), face(1)))).toBe(-1311);
    expect(await code(gallery.getinfo(appid, 'bob'))).toBe(-1303);
    expect(await gallery.getpersonids(appid, 'g')).toEqual(['ann']);
    await crowd('g', 19_999);
    expect(await code(gallery.newperson(appid, person('bob', 'g'), face(1)))).toBe(0);
    expect(await code(gallery.newperson(appid, person('eve', 'g0', 'g'), face(1)))).toBe(-1310);
    expect(await gallery.getpersonids(appid, 'g0')).toEqual(['ann']);
  });

  it('two tabs together cannot pass them', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open();
    const both = (make: (tab: RemoteGallery, i: number) => Promise<unknown>) =>
      Promise.all([gallery, second].map((tab, i) => code(make(tab, i))));
    await crowd('g', 19_999);
    const joining = await both((tab, i) => tab.newperson(appid, person(`p${i}`, 'g'), face(1)));
    expect(joining.sort()).toEqual([-1310, 0]);
    const many = Array.from({ length: 4998 }, (_, i) => `g${i}`);
    await gallery.addgroupids(appid, { person_id: 'ann', group_ids: many });
    const adding = await both((tab, i) =>
      tab.addgroupids(appid, { person_id: 'ann', group_ids: [`new${i}`] }),
    );
    expect(adding.sort()).toEqual([-1311, 0]);
    expect(await gallery.getgroupids(appid)).toHaveLength(5000);
  });

  it('a person deleted by another tab is gone for what comes after', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open();
    const [adding, deleting] = await Promise.all([
      code(gallery.addface(appid, 'ann', face(1), '', 2)),
      code(second.delperson(appid, 'ann')),
    ]);
    expect([0, -1303]).toContain(adding);
    expect(deleting).toBe(0);
    expect(await code(gallery.search(appid, { group_id: 'g' }, [probe(0)]))).toBe(-1306);
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 2))).toBe(-1303);
  });

  /** The database of a group with that many persons, as far as the limit goes. */
  async function crowd(group_id: string, persons: number): Promise<void> {
    const opened = new Gallery(appid, await openDatabase(appid, () => undefined));
    const keys = await opened.keys();
    await opened.db.put('groups', await sealGroup(keys, { group_id, persons }, 1));
    opened.close();
  }
});
