import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import {
  candidatesOf,
  code,
  createGalleryService,
  face,
  flip,
  keysOf,
  openRaw,
  person,
  probe,
  verified,
} from './testing';

const PASSPHRASE = 'open sesame';
let from: string;
let to: string;
let gallery: RemoteGallery;

beforeEach(() => {
  from = `from-${crypto.randomUUID()}`;
  to = `to-${crypto.randomUUID()}`;
  gallery = createGalleryService();
});

afterEach(async () => {
  await gallery.erase(from);
  await gallery.erase(to);
});

async function exported(appid: string, skipDamaged = false): Promise<Uint8Array<ArrayBuffer>> {
  const id = crypto.randomUUID();
  await gallery.beginExport(appid, PASSPHRASE, skipDamaged, id);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { bytes, done } = await gallery.readExport(id);
    parts.push(bytes);
    if (done) break;
  }
  await gallery.endTransfer(id);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function imported(appid: string, file: Uint8Array<ArrayBuffer>, mode: 'merge' | 'replace') {
  const id = crypto.randomUUID();
  await gallery.beginImport(appid, PASSPHRASE, mode, id);
  try {
    for (let at = 0; at < file.length; at += 5000) await gallery.writeImport(id, file.slice(at, at + 5000));
    return await gallery.finishImport(id);
  } finally {
    await gallery.endTransfer(id);
  }
}

async function contents(appid: string): Promise<unknown> {
  const groups = await gallery.getgroupids(appid);
  const persons = new Map<string, unknown>();
  for (const group_id of groups) {
    for (const person_id of await gallery.getpersonids(appid, group_id)) {
      const info = await gallery.getinfo(appid, person_id);
      persons.set(person_id, info);
    }
  }
  return { groups, persons };
}

async function fill(appid: string): Promise<void> {
  await gallery.newperson(appid, { ...person('ann', 'a', 'b'), person_name: 'Ann', tag: 't' }, face(0));
  await gallery.addface(appid, 'ann', face(1), 'second', 2);
  await gallery.newperson(appid, person('bob', 'b'), face(2));
}

describe('export and import', () => {
  it('carry everything into another gallery, which then is the same', async () => {
    await fill(from);
    const file = await exported(from);
    expect(await imported(to, file, 'replace')).toEqual({ persons: 2, faces: 3, merged: 0 });
    expect(await contents(to)).toEqual(await contents(from));
    const second = (await gallery.getfaceids(from, 'ann'))[1];
    expect(await gallery.getface(to, second)).toEqual(await gallery.getface(from, second));
    const before = await verified(gallery, from, 'ann', probe(1));
    expect(await verified(gallery, to, 'ann', probe(1))).toEqual({
      ...before,
      similarity: expect.closeTo(before.similarity, 6),
      pooled: expect.closeTo(before.pooled, 6),
    });
    const [[best]] = await candidatesOf(gallery.search(to, { group_ids: ['a', 'b'] }, [probe(1)]));
    expect(best).toMatchObject({ personId: 'ann', faceId: second, tag: 'second', confidence: 100 });
    expect(await gallery.check(to)).toEqual({ persons: 2, faces: 3, damaged: [], missing: 0 });
    // Twice the same: nothing comes twice.
    expect(await imported(to, file, 'merge')).toEqual({ persons: 0, faces: 0, merged: 0 });
    expect(await gallery.check(to)).toEqual({ persons: 2, faces: 3, damaged: [], missing: 0 });
    expect(await keysOf(to, 'faces')).toHaveLength(3);
    expect(await keysOf(to, 'sweeps')).toEqual([]);
  });

  it('“replace” leaves nothing of what was there, in searches of other tabs either', async () => {
    await fill(from);
    const file = await exported(from);
    await gallery.newperson(to, person('eve', 'e'), face(3));
    await gallery.newperson(to, person('bob', 'e', 'b'), face(3));
    const other = createGalleryService();
    expect((await candidatesOf(other.search(to, { group_id: 'e' }, [probe(3)])))[0]).toHaveLength(2);
    await imported(to, file, 'replace');
    expect(await contents(to)).toEqual(await contents(from));
    expect(await code(other.search(to, { group_id: 'e' }, [probe(3)]))).toBe(-1306);
    const [found] = await candidatesOf(other.search(to, { group_id: 'b' }, [probe(3)]));
    expect(found.map(({ personId }) => personId).sort()).toEqual(['ann', 'bob']);
    for (const { confidence } of found) expect(confidence).toBeLessThan(50); // none has what was replaced
    expect(await keysOf(to, 'faces')).toHaveLength(3);
    await other.erase(to);
  });

  it('“merge” adds persons, faces and groups, and keeps names', async () => {
    await fill(from);
    const file = await exported(from);
    await gallery.newperson(to, { ...person('ann', 'c'), person_name: 'Annie' }, face(3));
    expect(await imported(to, file, 'merge')).toEqual({ persons: 1, faces: 3, merged: 1 });
    const ann = await gallery.getinfo(to, 'ann');
    expect(ann).toMatchObject({ name: 'Annie', groups: ['c', 'a', 'b'] });
    expect(ann.faceIds).toHaveLength(3);
    expect(await gallery.getgroupids(to)).toEqual(['a', 'b', 'c']);
    expect(await gallery.check(to)).toEqual({ persons: 2, faces: 4, damaged: [], missing: 0 });
  });

  it('that does not fit in changes nothing: too many faces, a wrong passphrase, a file cut off or damaged', async () => {
    await fill(from);
    const file = await exported(from);
    await gallery.newperson(to, person('ann', 'c'), face(3));
    for (let i = 0; i < 18; i++) await gallery.addface(to, 'ann', face(3), '', 2);
    const before = await contents(to);
    await expect(imported(to, file, 'merge')).rejects.toMatchObject({ code: -1309 });
    await expect(imported(to, file.slice(0, -1), 'replace')).rejects.toMatchObject({ code: -1313 });
    const wrong = file.slice();
    wrong[wrong.length - 40] ^= 1;
    await expect(imported(to, wrong, 'replace')).rejects.toMatchObject({ code: -1313 });
    await expect(imported(to, new Uint8Array(0), 'replace')).rejects.toMatchObject({ code: -1313 });
    const id = crypto.randomUUID();
    await gallery.beginImport(to, 'another', 'replace', id);
    expect(await code(gallery.writeImport(id, file))).toBe(0); // one chunk: only its end tells
    expect(await code(gallery.finishImport(id))).toBe(-1313);
    await gallery.endTransfer(id);
    expect(await code(gallery.beginImport(to, '', 'merge', id))).toBe(-1301);
    expect(await contents(to)).toEqual(before);
    expect(await gallery.check(to)).toMatchObject({ faces: 19, damaged: [] });
    expect(await keysOf(to, 'faces')).toHaveLength(19);
  });

  it('given up shows nothing, and what it laid down is swept away, by another run if need be', async () => {
    await fill(from);
    const file = await exported(from);
    await gallery.newperson(to, person('eve', 'e'), face(3));
    const id = crypto.randomUUID();
    await gallery.beginImport(to, PASSPHRASE, 'replace', id);
    expect(await code(gallery.beginImport(to, PASSPHRASE, 'merge', 'second'))).toBe(-1200);
    await gallery.writeImport(id, file);
    await gallery.endTransfer(id);
    expect(await keysOf(to, 'faces')).toHaveLength(1);
    expect(await code(gallery.finishImport(id))).toBe(213);

    // As a kill leaves it: a mark, and faces that no person lists.
    const db = await openRaw(to);
    const [own] = await db.getAll('faces');
    await db.put('faces', { ...own, key: own.key.replace(/\.\d+$/, '.999'), generation: 999 });
    await db.put('sweeps', { since: 0 }, 'sweep');
    db.close();
    expect(await gallery.check(to)).toMatchObject({ faces: 1, damaged: [] });
    const later = createGalleryService();
    await later.open(to);
    await expect.poll(() => keysOf(to, 'faces')).toHaveLength(1);
    await expect.poll(() => keysOf(to, 'sweeps')).toEqual([]);
    expect(await code(verified(later, to, 'eve', probe(3)))).toBe(0);
    await later.erase(to);
  });

  it('ended while it begins, or while bytes are on their way, keeps neither its permit nor a face', async () => {
    await fill(from);
    const file = await exported(from);
    const beginning = gallery.beginImport(to, PASSPHRASE, 'replace', 'first');
    await gallery.endTransfer('first');
    await beginning;
    await gallery.beginImport(to, PASSPHRASE, 'replace', 'second');
    const writing = code(gallery.writeImport('second', file));
    const finishing = code(gallery.finishImport('second'));
    await gallery.endTransfer('second');
    expect(await writing).toBe(213); // its key was being derived
    expect(await finishing).not.toBe(0);
    expect(await keysOf(to, 'faces')).toEqual([]);
    expect(await keysOf(to, 'sweeps')).toEqual([]);
    const exporting = code(gallery.beginExport(from, PASSPHRASE, false, 'third'));
    await gallery.endTransfer('third');
    expect(await exporting).toBe(213);
    expect(await code(gallery.readExport('third'))).toBe(213);
    expect(await imported(to, file, 'merge')).toEqual({ persons: 2, faces: 3, merged: 0 });
  });

  it('names damaged persons, or leaves them out when asked to', async () => {
    await fill(from);
    const bob = (await gallery.getfaceids(from, 'bob'))[0];
    const key = (await keysOf(from, 'faces')).find((each) => each.includes(bob)) ?? '';
    await flip(from, 'faces', key);
    await expect(exported(from)).rejects.toMatchObject({
      code: -1200,
      data: { kind: 'damaged', storage: 'damaged', person_id: 'bob' },
    });
    expect(await imported(to, await exported(from, true), 'replace')).toEqual({
      persons: 1,
      faces: 2,
      merged: 0,
    });
  });

  it('of an empty gallery is a file, too', async () => {
    expect(await imported(to, await exported(from), 'merge')).toEqual({ persons: 0, faces: 0, merged: 0 });
  });
});
