import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { landmarks as placed } from '../../test/support/landmarks';
import {
  fromReply,
  type NewFace,
  type Probe,
  type RemoteGallery,
  type Reply,
  type TemplateOrigin,
} from '../protocol';
import { openGallery } from './schema';
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
  const pose = { pitch: 1, yaw: 2, roll: 3 };
  const face_id = crypto.randomUUID();
  return {
    face_id,
    template,
    origin,
    face: { box, score: 1, landmarks },
    pose,
    image: { width: 9, height: 9 },
  };
}

function probe(direction: number, origin = ORIGIN): Probe {
  return { template: face(direction).template, origin, calibration: CALIBRATION };
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
  await ok(service.open(appid));
  return service;
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await open();
});

afterEach(() => deleteDB(`mien:${appid}`));

describe('persons and groups', () => {
  it('a group lives as long as a person is in it', async () => {
    await ok(gallery.newperson(appid, person('ann', 'a', 'b', 'a'), face(0)));
    await ok(gallery.newperson(appid, person('bob', 'b'), face(1)));
    expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: ['a', 'b'] });
    expect(await ok(gallery.getpersonids(appid, 'b'))).toEqual({ person_ids: ['ann', 'bob'] });
    await ok(gallery.delperson(appid, 'ann'));
    expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: ['b'] });
    expect(await code(gallery.getpersonids(appid, 'a'))).toBe(-1306);
    expect(await ok(gallery.getpersonids(appid, 'b'))).toEqual({ person_ids: ['bob'] });
  });

  it('joins and leaves groups, counting what changed', async () => {
    await ok(gallery.newperson(appid, person('ann', 'a'), face(0)));
    const joined = await ok(
      gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['b', 'a', 'c', 'b'] }),
    );
    expect(joined).toMatchObject({ person_id: 'ann', added: 2, group_ids: ['a', 'b', 'c'] });
    expect(await ok(gallery.getpersonids(appid, 'c'))).toEqual({ person_ids: ['ann'] });
    expect(await ok(gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['a'] }))).toMatchObject({
      added: 0,
    });
    const left = await ok(gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['a', 'zzz'] }));
    expect(left).toMatchObject({ deleted: 1, group_ids: ['b', 'c'] });
    expect(await code(gallery.getpersonids(appid, 'a'))).toBe(-1306);
    expect(await code(gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['a'] }))).toBe(-1306);
    expect(await ok(gallery.delgroupids(appid, { person_id: 'ann', group_ids: ['b', 'c'] }))).toMatchObject({
      deleted: 2,
      group_ids: [],
    });
    expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: [] });
    expect((await ok(gallery.getinfo(appid, 'ann'))).face_ids).toHaveLength(1);
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
    expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: [] });
  });

  it('changes name and tag, each by itself', async () => {
    await ok(gallery.newperson(appid, { ...person('ann', 'a'), person_name: 'Ann', tag: 'door 3' }, face(0)));
    await ok(gallery.setinfo(appid, 'ann', { person_name: 'Ann B.' }));
    expect(await ok(gallery.getinfo(appid, 'ann'))).toMatchObject({ person_name: 'Ann B.', tag: 'door 3' });
    await ok(gallery.setinfo(appid, 'ann', { tag: '' }));
    expect(await ok(gallery.getinfo(appid, 'ann'))).toMatchObject({ person_name: 'Ann B.', tag: '' });
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
    expect((await ok(gallery.getgroupids(appid))).group_ids).toHaveLength(1);
    expect((await ok(gallery.getfaceids(appid, 'ann'))).face_ids).toHaveLength(1);
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
    expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: [] });
    expect(await code(gallery.newperson(appid, person('x'.repeat(64), '-%@#&_'), face(0)))).toBe(0);
  });
});

describe('faces', () => {
  it('two tabs together cannot give a person more than 20', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = await open();
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        code((i % 2 ? gallery : second).addface(appid, 'ann', face(1), '', 2)),
      ),
    );
    expect(codes.filter((each) => each === 0)).toHaveLength(19);
    expect(codes.filter((each) => each === -1309)).toHaveLength(11);
    expect((await ok(gallery.getfaceids(appid, 'ann'))).face_ids).toHaveLength(20);
  });

  it('deletes only what is the person’s own', async () => {
    const { face_id } = await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const bob = await ok(gallery.newperson(appid, person('bob', 'g'), face(1)));
    expect(await code(gallery.delface(appid, 'bob', [face_id]))).toBe(-1305);
    expect(await ok(gallery.delface(appid, 'bob', [face_id, bob.face_id, bob.face_id]))).toMatchObject({
      deleted: 1,
    });
    expect((await ok(gallery.getfaceids(appid, 'ann'))).face_ids).toEqual([face_id]);
    expect(await code(gallery.match(appid, 'bob', probe(1, ORIGIN)))).toBe(-1305);
  });
});

describe('copies', () => {
  it('refuses a face as similar as the threshold says, of this person and model only', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    await ok(gallery.newperson(appid, person('bob', 'g'), face(1)));
    expect(await code(gallery.addface(appid, 'ann', face(0), '', 1))).toBe(-1312);
    expect(await code(gallery.addface(appid, 'ann', face(0), '', 1.01))).toBe(0);
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 1))).toBe(0);
    expect(await code(gallery.addface(appid, 'ann', face(1), '', 1))).toBe(-1312);
    expect(await code(gallery.addface(appid, 'bob', face(0), '', 1))).toBe(0);
    const other = { ...ORIGIN, modelHash: 'i' };
    expect(await code(gallery.addface(appid, 'ann', face(1, other), '', 1))).toBe(0);
    expect((await ok(gallery.getfaceids(appid, 'ann'))).face_ids).toHaveLength(4);
  });

  it('two tabs together cannot add one photo twice', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = await open();
    const codes = await Promise.all(
      [gallery, second].map((tab) => code(tab.addface(appid, 'ann', face(1), '', 1))),
    );
    expect(codes.sort()).toEqual([-1312, 0]);
  });
});

describe('search', () => {
  /** A unit template between two directions. */
  function between(a: number, b: number, share: number): NewFace {
    const made = face(a);
    made.template[a] = Math.sqrt(1 - share * share);
    made.template[b] = share;
    return made;
  }

  it('finds the five best persons of the groups, each once, best first, with the face that gave it', async () => {
    for (let i = 0; i < 7; i++) {
      await ok(gallery.newperson(appid, person(`p${i}`, i < 6 ? 'a' : 'b'), between(0, 1, i / 10)));
    }
    const near = between(0, 1, 0.05);
    await ok(gallery.addface(appid, 'p5', near, 'door 3', 2));
    await ok(gallery.addgroupids(appid, { person_id: 'p5', group_ids: ['b'] }));
    const [all, other] = await ok(
      gallery.search(appid, { group_ids: ['a', 'b', 'none'] }, [probe(0), probe(1)]),
    );
    expect(all.map(({ person_id }) => person_id)).toEqual(['p0', 'p5', 'p1', 'p2', 'p3']);
    expect(all[1]).toMatchObject({ face_id: near.face_id, tag: 'door 3' });
    expect(all[0].confidence).toBe(100);
    expect(other.map(({ person_id }) => person_id)).toEqual(['p6', 'p5', 'p4', 'p3', 'p2']);
    const [inOne] = await ok(gallery.search(appid, { group_id: 'b', group_ids: ['a'] }, [probe(0)]));
    expect(inOne.map(({ person_id }) => person_id)).toEqual(['p5', 'p6']);
  });

  it('says which groups are missing, and when all faces are another model’s', async () => {
    const bare = await ok(gallery.newperson(appid, person('ann', 'a'), face(0)));
    expect(await code(gallery.search(appid, { group_id: 'b' }, [probe(0)]))).toBe(-1306);
    expect(await code(gallery.search(appid, { group_ids: ['b', 'c'] }, [probe(0)]))).toBe(-1307);
    expect(await code(gallery.search(appid, {}, [probe(0)]))).toBe(-1301);
    expect(await code(gallery.search(appid, { group_ids: [] }, [probe(0)]))).toBe(-1301);
    expect(await code(gallery.search(appid, { group_id: 'a' }, [probe(0, { ...ORIGIN, model: 'n' })]))).toBe(
      -1103,
    );
    await ok(gallery.delface(appid, 'ann', [bare.face_id]));
    expect(await ok(gallery.search(appid, { group_id: 'a' }, [probe(0)]))).toEqual([[]]);
  });
});

describe('limits', () => {
  it('a group takes no 20,001st person, an appid no 5,001st group, and nothing is left half done', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const many = Array.from({ length: 4999 }, (_, i) => `g${i}`);
    expect(await ok(gallery.addgroupids(appid, { person_id: 'ann', group_ids: many }))).toMatchObject({
      added: 4999,
    });
    expect(await code(gallery.addgroupids(appid, { person_id: 'ann', group_ids: ['one-more'] }))).toBe(-1311);
    expect(await code(gallery.newperson(appid, person('bob', 'g', 'one-more'), face(1)))).toBe(-1311);
    expect(await code(gallery.getinfo(appid, 'bob'))).toBe(-1303);
    expect((await ok(gallery.getpersonids(appid, 'g'))).person_ids).toEqual(['ann']);
    await crowd('g', 19_999);
    expect(await code(gallery.newperson(appid, person('bob', 'g'), face(1)))).toBe(0);
    expect(await code(gallery.newperson(appid, person('eve', 'g0', 'g'), face(1)))).toBe(-1310);
    expect((await ok(gallery.getpersonids(appid, 'g0'))).person_ids).toEqual(['ann']);
  });

  it('two tabs together cannot pass them', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = await open();
    const both = (make: (tab: RemoteGallery, i: number) => Promise<Reply<unknown>>) =>
      Promise.all([gallery, second].map((tab, i) => code(make(tab, i))));
    await crowd('g', 19_999);
    const joining = await both((tab, i) => tab.newperson(appid, person(`p${i}`, 'g'), face(1)));
    expect(joining.sort()).toEqual([-1310, 0]);
    const many = Array.from({ length: 4998 }, (_, i) => `g${i}`);
    await ok(gallery.addgroupids(appid, { person_id: 'ann', group_ids: many }));
    const adding = await both((tab, i) =>
      tab.addgroupids(appid, { person_id: 'ann', group_ids: [`new${i}`] }),
    );
    expect(adding.sort()).toEqual([-1311, 0]);
    expect((await ok(gallery.getgroupids(appid))).group_ids).toHaveLength(5000);
  });

  it('a person deleted by another tab is gone for what comes after', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
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
    const db = await openGallery(appid, () => db.close());
    await db.put('groups', { group_id, persons });
    db.close();
  }
});

it('keeps appids apart, in one worker', async () => {
  const other = `${appid}-2`;
  const { face_id } = await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
  expect(await code(gallery.getinfo(other, 'ann'))).toBe(-1303);
  expect(await code(gallery.getface(other, face_id))).toBe(-1305);
  expect(await ok(gallery.getgroupids(other))).toEqual({ group_ids: [] });
  expect(await ok(gallery.getface(appid, face_id))).toMatchObject({ face_id, pose: { yaw: 2 } });
  expect(await code(gallery.getgroupids('not good'))).toBe(-1313);
  await deleteDB(`mien:${other}`);
});

describe('match', () => {
  it('takes the best of the person’s faces and says which', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    const second = face(1);
    await ok(gallery.addface(appid, 'ann', second, '', 2));
    const match = await ok(gallery.match(appid, 'ann', probe(1, ORIGIN)));
    expect(match).toEqual({ face_id: second.face_id, similarity: 1, confidence: 100, compared: 2 });
  });

  it('never compares templates of another model, file or alignment, and says to re-enrol', async () => {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    for (const other of [{ model: 'n' }, { modelHash: 'i' }, { alignment: 'b' }]) {
      const origin = { ...ORIGIN, ...other };
      const reply = await gallery.match(appid, 'ann', probe(0, origin));
      expect(reply).toMatchObject({
        ok: false,
        error: { code: -1103, detail: expect.stringMatching(/re-enrol/) },
      });
    }
    await ok(gallery.addface(appid, 'ann', face(2, { ...ORIGIN, model: 'n' }), '', 2));
    expect(await ok(gallery.match(appid, 'ann', probe(2, ORIGIN)))).toMatchObject({
      compared: 1,
    });
  });
});

it('goes on after another tab has asked for the connection to be closed', async () => {
  await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
  await deleteDB(`mien:${appid}`); // as an upgrade would: the service must let go, or this hangs
  expect(await ok(gallery.getgroupids(appid))).toEqual({ group_ids: [] });
});

it('writes with strict durability', async () => {
  const asked: (string | undefined)[] = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability);
    return original.call(this, names, mode, options);
  };
  try {
    await ok(gallery.newperson(appid, person('ann', 'g'), face(0)));
    await ok(gallery.delperson(appid, 'ann'));
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
  expect(asked).toEqual(['strict', 'strict']);
});
