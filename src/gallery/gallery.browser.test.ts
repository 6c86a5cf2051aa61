import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { landmarks as placed } from '../../test/support/landmarks';
import { fromReply, type NewFace, type RemoteGallery, type Reply, type TemplateOrigin } from '../protocol';
import { createGalleryService } from './service';

const ORIGIN: TemplateOrigin = { model: 'm', modelHash: 'h', alignment: 'a' };
const POINT = { x: 0, y: 0 };
const CALIBRATION = {
  data: 'test',
  people: 2,
  photos: 2,
  comparisons: 1,
  date: '2000-01-01',
  points: [
    { similarity: 0.5, fmr: 0.1, interval: [0, 1] },
    { similarity: 0.9, fmr: 1e-5, interval: [0, 1] },
  ],
} as const;

let appid: string;
let gallery: RemoteGallery;

function face(direction: number, origin = ORIGIN): NewFace {
  const template = new Float32Array(4);
  template[direction] = 1;
  const landmarks = placed(() => POINT);
  const box = { x: 1, y: 2, width: 3, height: 4 };
  return { template, origin, face: { box, score: 1, landmarks }, image: { width: 9, height: 9 } };
}

function person(person_id: string, ...group_ids: string[]) {
  return { person_id, group_ids, person_name: '', tag: '' };
}

async function ok<T>(reply: Promise<Reply<T>>): Promise<T> {
  return fromReply(await reply);
}

async function code(reply: Promise<Reply<unknown>>): Promise<number> {
  const settled = await reply;
  return settled.ok ? 0 : settled.error.code;
}

async function open(): Promise<RemoteGallery> {
  const service = createGalleryService();
  await ok(service.start({ appid }));
  return service;
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await open();
});

afterEach(() => deleteDB(`mien:${appid}`));

describe('persons and groups', () => {
  it('a group lives as long as a person is in it', async () => {
    await ok(gallery.newperson(person('ann', 'a', 'b', 'a'), face(0)));
    await ok(gallery.newperson(person('bob', 'b'), face(1)));
    expect(await ok(gallery.getgroupids())).toEqual({ group_ids: ['a', 'b'] });
    expect(await ok(gallery.getpersonids('b'))).toEqual({ person_ids: ['ann', 'bob'] });
    await ok(gallery.delperson('ann'));
    expect(await ok(gallery.getgroupids())).toEqual({ group_ids: ['b'] });
    expect(await code(gallery.getpersonids('a'))).toBe(-1306);
    expect(await ok(gallery.getpersonids('b'))).toEqual({ person_ids: ['bob'] });
  });

  it('joins and leaves groups, counting what changed', async () => {
    await ok(gallery.newperson(person('ann', 'a'), face(0)));
    const joined = await ok(gallery.addgroupids('ann', ['b', 'a', 'c', 'b']));
    expect(joined).toMatchObject({ person_id: 'ann', added: 2, group_ids: ['a', 'b', 'c'] });
    expect(await ok(gallery.getpersonids('c'))).toEqual({ person_ids: ['ann'] });
    expect(await ok(gallery.addgroupids('ann', ['a']))).toMatchObject({ added: 0 });
    const left = await ok(gallery.delgroupids('ann', ['a', 'zzz']));
    expect(left).toMatchObject({ deleted: 1, group_ids: ['b', 'c'] });
    expect(await code(gallery.getpersonids('a'))).toBe(-1306);
    expect(await code(gallery.delgroupids('ann', ['a']))).toBe(-1306);
    expect(await ok(gallery.delgroupids('ann', ['b', 'c']))).toMatchObject({ deleted: 2, group_ids: [] });
    expect(await ok(gallery.getgroupids())).toEqual({ group_ids: [] });
    expect((await ok(gallery.getinfo('ann'))).face_ids).toHaveLength(1);
    for (const refused of [gallery.addgroupids('bob', ['a']), gallery.delgroupids('bob', ['a'])]) {
      expect(await code(refused)).toBe(-1303);
    }
    expect(await code(gallery.addgroupids('ann', []))).toBe(-1301);
    expect(await code(gallery.addgroupids('ann', ['good', 'not good']))).toBe(-1313);
    expect(await ok(gallery.getgroupids())).toEqual({ group_ids: [] });
  });

  it('changes name and tag, each by itself', async () => {
    await ok(gallery.newperson({ ...person('ann', 'a'), person_name: 'Ann', tag: 'door 3' }, face(0)));
    await ok(gallery.setinfo('ann', { person_name: 'Ann B.' }));
    expect(await ok(gallery.getinfo('ann'))).toMatchObject({ person_name: 'Ann B.', tag: 'door 3' });
    await ok(gallery.setinfo('ann', { tag: '' }));
    expect(await ok(gallery.getinfo('ann'))).toMatchObject({ person_name: 'Ann B.', tag: '' });
    expect(await code(gallery.setinfo('bob', { tag: '' }))).toBe(-1303);
    expect(await code(gallery.setinfo('ann', { tag: 'x'.repeat(1025) }))).toBe(-1304);
    expect(await code(gallery.setinfo('ann', { tag: 7 as unknown as string }))).toBe(-1313);
  });

  it('of two newperson at once with one id, one wins and nothing of the other remains', async () => {
    const second = await open();
    const codes = await Promise.all([
      code(gallery.newperson(person('ann', 'one'), face(0))),
      code(second.newperson(person('ann', 'two'), face(1))),
    ]);
    expect(codes.sort()).toEqual([-1302, 0]);
    expect((await ok(gallery.getgroupids())).group_ids).toHaveLength(1);
    expect((await ok(gallery.getfaceids('ann'))).face_ids).toHaveLength(1);
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
      expect(await code(gallery.newperson(person(id, 'g'), face(0))), String(id)).toBe(expected);
      expect(await code(gallery.getinfo(id)), String(id)).toBe(expected);
      expect(await code(gallery.newperson(person('ann', id), face(0))), String(id)).toBe(expected);
    }
    expect(await ok(gallery.getgroupids())).toEqual({ group_ids: [] });
    expect(await code(gallery.newperson(person('x'.repeat(64), '-%@#&_'), face(0)))).toBe(0);
  });
});

describe('faces', () => {
  it('two tabs together cannot give a person more than 20', async () => {
    await ok(gallery.newperson(person('ann', 'g'), face(0)));
    const second = await open();
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => code((i % 2 ? gallery : second).addface('ann', face(1), ''))),
    );
    expect(codes.filter((each) => each === 0)).toHaveLength(19);
    expect(codes.filter((each) => each === -1309)).toHaveLength(11);
    expect((await ok(gallery.getfaceids('ann'))).face_ids).toHaveLength(20);
  });

  it('deletes only what is the person’s own', async () => {
    const { face_id } = await ok(gallery.newperson(person('ann', 'g'), face(0)));
    const bob = await ok(gallery.newperson(person('bob', 'g'), face(1)));
    expect(await code(gallery.delface('bob', [face_id]))).toBe(-1305);
    expect(await ok(gallery.delface('bob', [face_id, bob.face_id, bob.face_id]))).toMatchObject({
      deleted: 1,
    });
    expect((await ok(gallery.getfaceids('ann'))).face_ids).toEqual([face_id]);
    expect(await code(gallery.match('bob', face(1).template, ORIGIN, CALIBRATION))).toBe(-1305);
  });
});

describe('match', () => {
  it('takes the best of the person’s faces and says which', async () => {
    await ok(gallery.newperson(person('ann', 'g'), face(0)));
    const second = await ok(gallery.addface('ann', face(1), ''));
    const match = await ok(gallery.match('ann', face(1).template, ORIGIN, CALIBRATION));
    expect(match).toEqual({ face_id: second, similarity: 1, confidence: 100, compared: 2 });
  });

  it('never compares templates of another model, file or alignment, and says to re-enrol', async () => {
    await ok(gallery.newperson(person('ann', 'g'), face(0)));
    for (const other of [{ model: 'n' }, { modelHash: 'i' }, { alignment: 'b' }]) {
      const origin = { ...ORIGIN, ...other };
      const reply = await gallery.match('ann', face(0).template, origin, CALIBRATION);
      expect(reply).toMatchObject({
        ok: false,
        error: { code: -1103, detail: expect.stringMatching(/re-enrol/) },
      });
    }
    await ok(gallery.addface('ann', face(2, { ...ORIGIN, model: 'n' }), ''));
    expect(await ok(gallery.match('ann', face(2).template, ORIGIN, CALIBRATION))).toMatchObject({
      compared: 1,
    });
  });
});

it('goes on after another tab has asked for the connection to be closed', async () => {
  await ok(gallery.newperson(person('ann', 'g'), face(0)));
  await deleteDB(`mien:${appid}`); // as an upgrade would: the service must let go, or this hangs
  expect(await ok(gallery.getgroupids())).toEqual({ group_ids: [] });
});

it('writes with strict durability', async () => {
  const asked: (string | undefined)[] = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability);
    return original.call(this, names, mode, options);
  };
  try {
    await ok(gallery.newperson(person('ann', 'g'), face(0)));
    await ok(gallery.delperson('ann'));
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
  expect(asked).toEqual(['strict', 'strict']);
});
