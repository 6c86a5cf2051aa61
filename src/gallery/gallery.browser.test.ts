import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import { code, createGalleryService, face, MODEL, ORIGIN, person, probe, verified } from './testing';

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

describe('persons and groups', () => {
  it('a group lives as long as a person is in it', async () => {
    await gallery.newperson(appid, person('ann', 'a', 'b', 'a'), face(0));
    await gallery.newperson(appid, person('bob', 'b'), face(1));
    expect(await gallery.getgroupids(appid)).toEqual(['a', 'b']);
    expect(await gallery.getpersonids(appid, 'b')).toEqual(['ann', 'bob']);
    await gallery.delperson(appid, 'ann');
    expect(await gallery.getgroupids(appid)).toEqual(['b']);
    expect(await code(gallery.getpersonids(appid, 'a'))).toBe(-1306);
    expect(await gallery.getpersonids(appid, 'b')).toEqual(['bob']);
  });

  it('joins and leaves groups, counting what changed', async () => {
    await gallery.newperson(appid, person('ann', 'a'), face(0));
    const joined = await gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['b', 'a', 'c', 'b'] });
    expect(joined).toEqual({ changed: 2, groups: ['a', 'b', 'c'] });
    expect(await gallery.getpersonids(appid, 'c')).toEqual(['ann']);
    expect(await gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['a'] })).toMatchObject({
      changed: 0,
    });
    const left = await gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['a', 'zzz'] });
    expect(left).toEqual({ changed: 1, groups: ['b', 'c'] });
    expect(await code(gallery.getpersonids(appid, 'a'))).toBe(-1306);
    expect(await code(gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['a'] }))).toBe(-1306);
    expect(await gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['b', 'c'] })).toEqual({
      changed: 2,
      groups: [],
    });
    expect(await gallery.getgroupids(appid)).toEqual([]);
    expect((await gallery.getinfo(appid, 'ann')).faceIds).toHaveLength(1);
    for (const refused of [
      gallery.addgroupids(appid, { person_id: 'bob', group_ids: ['a'] }),
      gallery.delgroupids(appid, { person_id: 'bob', group_ids: ['a'] }),
    ]) {
      expect(await code(refused)).toBe(-1303);
    }
    expect(await code(gallery.addgroupids(appid, { person_id: 'ann', group_ids: [] }))).toBe(-1301);
    expect(
      await code(gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['good', 'not good'] })),
    ).toBe(-1313);
    expect(await gallery.getgroupids(appid)).toEqual([]);
  });

  it('changes name and tag, each by itself', async () => {
    await gallery.newperson(appid, { ...person('ann', 'a'), person_name: 'Ann', tag: 'door 3' }, face(0));
    await gallery.setinfo(appid, 'ann', { person_name: 'Ann B.' });
    expect(await gallery.getinfo(appid, 'ann')).toMatchObject({ name: 'Ann B.', tag: 'door 3' });
    await gallery.setinfo(appid, 'ann', { tag: '' });
    expect(await gallery.getinfo(appid, 'ann')).toMatchObject({ name: 'Ann B.', tag: '' });
    expect(await code(gallery.setinfo(appid, 'bob', { tag: '' }))).toBe(-1303);
    expect(await code(gallery.setinfo(appid, 'ann', { tag: 'x'.repeat(1025) }))).toBe(-1304);
    expect(await code(gallery.setinfo(appid, 'ann', { tag: 7 as unknown as string }))).toBe(-1313);
  });

  it('of two newperson at once with one id, one wins and nothing of the other remains', async () => {
    const second = await open();
    const codes = await Promise.all([
      code(gallery.newperson(appid, person('ann', 'one'), face(0))),
      code(second.newperson(appid, person('ann', 'two'), face(1))),
    ]);
    expect(codes.sort()).toEqual([-1302, 0]);
    expect(await gallery.getgroupids(appid)).toHaveLength(1);
    expect(await gallery.getfaceids(appid, 'ann')).toHaveLength(1);
  });

  it('refuses what is wrong with an id', async () => {
    for (const [id, expected] of [
      ['', -1301],
      ['a b', -1313],
      ['a/b', -1313],
      ['a\tb', -1313],
      ['名', -1313],
      ['x'.repeat(65), -1304],
      [undefined as unknown as string, -1301],
      [7 as unknown as string, -1313],
    ] as const) {
      expect(await code(gallery.newperson(appid, person(id, 'g'), face(0))), String(id)).toBe(expected);
      expect(await code(gallery.getinfo(appid, id)), String(id)).toBe(expected);
      expect(await code(gallery.newperson(appid, person('ann', id), face(0))), String(id)).toBe(expected);
    }
    expect(await gallery.getgroupids(appid)).toEqual([]);
    expect(await code(gallery.newperson(appid, person('x'.repeat(64), '-%@#&_'), face(0)))).toBe(0);
  });
});

describe('faces', () => {
  it('two tabs together cannot give a person more than 20', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open();
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        code((i % 2 ? gallery : second).addface(appid, 'ann', face(1), '', 2)),
      ),
    );
    expect(codes.filter((each) => each === 0)).toHaveLength(19);
    expect(codes.filter((each) => each === -1309)).toHaveLength(11);
    expect(await gallery.getfaceids(appid, 'ann')).toHaveLength(20);
  });

  it('deletes only what is the person’s own', async () => {
    const { faceId } = await gallery.newperson(appid, person('ann', 'g'), face(0));
    const bob = await gallery.newperson(appid, person('bob', 'g'), face(1));
    expect(await code(gallery.delface(appid, 'bob', [faceId]))).toBe(-1305);
    expect(await gallery.delface(appid, 'bob', [faceId, bob.faceId, bob.faceId])).toEqual([bob.faceId]);
    expect(await gallery.getfaceids(appid, 'ann')).toEqual([faceId]);
    expect(await code(verified(gallery, appid, 'bob', probe(1)))).toBe(-1305);
  });
});

describe('copies', () => {
  it('refuses a face as similar as the threshold says, of this person and model only', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    await gallery.newperson(appid, person('bob', 'g'), face(1));
    expect(await code(gallery.addface(appid, 'ann', face(0), '', 0.9999))).toBe(-1312);
    expect(await code(gallery.addface(appid, 'ann', face(0), '', 1.01))).toBe(0);
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 0.9999))).toBe(0);
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 0.9999))).toBe(-1312);
    expect(await code(gallery.addface(appid, 'bob', face(0), '', 0.9999))).toBe(0);
    const other = { ...ORIGIN, modelHash: 'i' };
    expect(await code(gallery.addface(appid, 'ann', face(1, other), '', 0.9999))).toBe(0);
    expect(await gallery.getfaceids(appid, 'ann')).toHaveLength(4);
  });

  it('a new person has each photo once, of those that came together', async () => {
    const [first, again, second, third] = [face(0), face(0), face(1), face(1)];
    const other = face(0, { ...ORIGIN, modelHash: 'i' });
    const made = await gallery.newperson(appid, person('ann', 'g'), first, {
      faces: [again, second, third, other],
      copySimilarity: 1,
    });
    const copies = [null, first.face_id, null, second.face_id, null];
    expect(made).toEqual({ faceId: first.face_id, groups: ['g'], copies });
    const kept = [first, second, other].map(({ face_id }) => face_id);
    expect(await gallery.getfaceids(appid, 'ann')).toEqual(kept);
    expect((await verified(gallery, appid, 'ann', probe(1))).compared).toBe(2);
    expect(await gallery.check(appid)).toEqual({ persons: 1, faces: 3, damaged: [], missing: 0 });
  });

  it('two tabs together cannot add one photo twice', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = await open();
    const codes = await Promise.all(
      [gallery, second].map((tab) => code(tab.addface(appid, 'ann', face(1), '', 0.9999))),
    );
    expect(codes.sort()).toEqual([-1312, 0]);
  });
});

it('keeps appids apart, in one worker', async () => {
  const other = `${appid}-2`;
  const { faceId } = await gallery.newperson(appid, person('ann', 'g'), face(0));
  expect(await code(gallery.getinfo(other, 'ann'))).toBe(-1303);
  expect(await code(gallery.getface(other, faceId))).toBe(-1305);
  expect(await gallery.getgroupids(other)).toEqual([]);
  expect(await gallery.getface(appid, faceId)).toMatchObject({ faceId, pose: { yaw: 2 } });
  expect(await code(gallery.getgroupids('not good'))).toBe(-1313);
  await deleteDB(`mien:${other}`);
});

describe('match', () => {
  it('takes all of the person’s faces together, and says which is most alike', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    const second = face(1);
    await gallery.addface(appid, 'ann', second, '', 2);
    const match = await verified(gallery, appid, 'ann', probe(1));
    expect(match).toEqual({
      faceId: second.face_id,
      similarity: expect.closeTo(1, 6),
      pooled: expect.closeTo(Math.SQRT1_2, 6),
      confidence: 100,
      compared: 2,
      second: { outcome: 'off' },
    });
    const between = probe(0);
    between.set([Math.SQRT1_2, Math.SQRT1_2]);
    const mean = await verified(gallery, appid, 'ann', between);
    expect(mean).toMatchObject({ pooled: expect.closeTo(1, 6), similarity: expect.closeTo(Math.SQRT1_2, 6) });
    expect(mean.confidence).toBeGreaterThan(99);
  });

  it('never compares templates of another model, file or alignment, and says to re-enrol', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    for (const other of [{ model: 'n' }, { modelHash: 'i' }, { alignment: 'b' }]) {
      await gallery.useModel({ ...MODEL, origin: { ...ORIGIN, ...other } });
      await expect(verified(gallery, appid, 'ann', probe(0))).rejects.toMatchObject({
        code: -1103,
        detail: expect.stringMatching(/re-enrol/),
      });
    }
    await gallery.useModel(MODEL);
    await gallery.addface(appid, 'ann', face(2, { ...ORIGIN, model: 'n' }), '', 2);
    expect(await verified(gallery, appid, 'ann', probe(2))).toMatchObject({
      compared: 1,
    });
  });
});

it('goes on after another tab has asked for the connection to be closed', async () => {
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await deleteDB(`mien:${appid}`); // as an upgrade would: the service must let go, or this hangs
  expect(await gallery.getgroupids(appid)).toEqual([]);
});

it('writes with strict durability', async () => {
  const asked: (string | undefined)[] = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability);
    return original.call(this, names, mode, options);
  };
  try {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    await gallery.delperson(appid, 'ann');
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
  expect(asked).toEqual(['strict', 'strict']);
});
