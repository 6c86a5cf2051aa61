import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dot } from '../match';
import type { RemoteGallery, RotationProgress } from '../protocol';
import { ArchiveReader, ArchiveWriter } from './archive';
import { createGalleryService as createService } from './service';
import {
  candidatesOf,
  code,
  flip,
  keysOf,
  near,
  openTab,
  person,
  photo,
  SECOND,
  storedFaces,
  TWO,
  template,
  trouble,
  verified,
  writePlain,
} from './testing';

const PEOPLE = ['ann', 'bob', 'cid', 'dee', 'eve'];
const PASSPHRASE = 'long enough';

let appid: string;
let other: string;
let gallery: RemoteGallery;
async function enrol(into = appid): Promise<void> {
  for (const [i, id] of PEOPLE.entries()) {
    await gallery.newperson(into, person(id, 'g'), photo(10 * i));
    await gallery.addface(into, id, photo(10 * i + 1), 'second', 2);
  }
}

/** Everything that a match and a search say of everybody, by both networks. */
async function answers(from = gallery, of = appid) {
  const all: unknown[] = [];
  for (const [i, id] of PEOPLE.entries()) {
    const ticket = crypto.randomUUID();
    await from.prepareMatch(of, id, ticket);
    expect(await from.match(ticket, near(10 * i))).toBe('ask');
    const match = await from.matchSecond(ticket, template(10 * i, SECOND));
    const { similarity, pooled, confidence, compared, second } = match ?? {};
    const secondPooled = second?.outcome === 'answered' ? second.pooled : Number.NaN;
    const [found] = await candidatesOf(from.search(of, { group_id: 'g' }, [near(10 * i)]));
    const [best] = found;
    all.push([similarity, pooled, confidence, secondPooled, compared, best.personId, best.confidence]);
  }
  return all;
}

/** The same but for the rounding of templates to 32 bits. */
function alike(before: readonly unknown[]): unknown {
  return before.map((each) =>
    (each as unknown[]).map((value) => (typeof value === 'number' ? expect.closeTo(value, 4) : value)),
  );
}

/** The highest cosine of any stored template, of either network, with those of the other list. */
function likeness(some: Awaited<ReturnType<typeof storedFaces>>, others: typeof some): number {
  const of = (each: (typeof some)[number]) => [each.template, each.second?.template ?? each.template];
  return Math.max(
    ...some.flatMap((a) => others.flatMap((b) => of(a).map((one, i) => Math.abs(dot(one, of(b)[i]))))),
  );
}

/** Higher than any of some hundred cosines of random directions of 128 numbers. */
const UNRELATED = 0.5;

beforeEach(async () => {
  [appid, other] = [`test-${crypto.randomUUID()}`, `test-${crypto.randomUUID()}`];
  gallery = await openTab();
});

afterEach(async () => {
  for (const each of [appid, other]) {
    await gallery.erase(each);
    await deleteDB(`mien:${each}`);
  }
});

describe('stored templates', () => {
  it('are unlike the plain ones, and unlike those of another gallery of the same people', async () => {
    await enrol();
    await enrol(other);
    const [one, two] = [await storedFaces(appid), await storedFaces(other)];
    expect(likeness(one, one)).toBeGreaterThan(0.99);
    expect(likeness(one, two)).toBeLessThan(UNRELATED);
    const plain = [...one.keys()].map((k) => ({ ...one[k], ...photo(10 * (k >> 1) + (k & 1)) }));
    expect(likeness(one, plain)).toBeLessThan(UNRELATED);
    expect(await answers(gallery, other)).toEqual(alike(await answers()));
  });

  it('of mien 0.1, in plain, match as they did; so do new ones beside them, until all are renewed', async () => {
    await enrol();
    const before = await answers();
    await writePlain(appid);
    expect((await storedFaces(appid)).every(({ basis, second }) => !basis && !second?.basis)).toBe(true);
    gallery = await openTab();
    expect(await answers()).toEqual(alike(before));
    await gallery.addface(appid, 'ann', photo(2), '', 2);
    expect(await code(gallery.addface(appid, 'ann', photo(2), '', 0.99))).toBe(-1312);
    const more = await answers();
    const old = await storedFaces(appid);
    expect(old.some(({ basis }) => basis)).toBe(false);
    await gallery.renewTemplates(appid);
    expect(likeness(await storedFaces(appid), old)).toBeLessThan(UNRELATED);
    expect(await answers()).toEqual(alike(more));
    expect(await gallery.check(appid)).toEqual({ persons: 5, faces: 11, damaged: [], missing: 0 });
  });

  it('of mien 0.1 get a basis with a new key, too', async () => {
    await enrol();
    const before = await answers();
    await writePlain(appid);
    gallery = await openTab();
    await gallery.setPassphrase(appid, { rotate: true });
    expect((await storedFaces(appid)).every(({ basis, second }) => basis && second?.basis)).toBe(true);
    expect(await answers()).toEqual(alike(before));
  });

  it('survive a damaged state: each says how it is written, beside new ones that are written otherwise', async () => {
    await enrol();
    const before = await answers();
    const [{ basis }] = await storedFaces(appid);
    await flip(appid, 'state', 'state');
    gallery = await openTab();
    expect(await code(gallery.addface(appid, 'eve', photo(41), '', 0.99))).toBe(-1312);
    await gallery.newperson(appid, person('new', 'g'), photo(70));
    await gallery.addface(appid, 'new', photo(71), '', 2);
    await flip(appid, 'state', 'state');
    gallery = await openTab();
    await gallery.addface(appid, 'new', photo(72), '', 2);
    const names = new Set((await storedFaces(appid)).map((each) => each.basis?.name));
    expect(names.size).toBe(3);
    expect(names).toContain(basis?.name);
    expect(await answers()).toEqual(alike(before));
    expect((await verified(await alone(), appid, 'new', template(72))).similarity).toBeCloseTo(1, 5);
    const [[found]] = await candidatesOf(gallery.search(appid, { group_id: 'g' }, [template(72)]));
    expect(found.personId).toBe('new');
    await gallery.renewTemplates(appid);
    expect(new Set((await storedFaces(appid)).map((each) => each.basis?.name)).size).toBe(1);
    expect(await answers()).toEqual(alike(before));
  });
});

/** A tab without the second network. */
async function alone(): Promise<RemoteGallery> {
  const tab = createService();
  await tab.useModel({ ...TWO, second: null });
  return tab;
}

describe('a renewal', () => {
  it('writes every template otherwise, of both networks, and changes no answer', async () => {
    await enrol();
    const before = await answers();
    const old = await storedFaces(appid);
    const told: RotationProgress[] = [];
    await gallery.renewTemplates(appid, (each) => told.push(each));
    expect(told).toEqual([{ persons: 5, of: 5 }]);
    const renewed = await storedFaces(appid);
    expect(renewed).toHaveLength(old.length);
    expect(likeness(renewed, old)).toBeLessThan(UNRELATED);
    expect(await answers()).toEqual(alike(before));
    expect(await answers(await openTab())).toEqual(alike(before));
    expect(await keysOf(appid, 'sweeps')).toEqual([]);
    expect(await gallery.check(appid)).toEqual({ persons: 5, faces: 10, damaged: [], missing: 0 });
    expect(await code(gallery.addface(appid, 'ann', photo(1), '', 0.99))).toBe(-1312);
    await gallery.newperson(appid, person('new', 'g'), photo(70));
    expect((await verified(await alone(), appid, 'new', template(70))).similarity).toBeCloseTo(1, 5);
  });

  it('keeps a gallery under its passphrase, needs it open, and leaves the lock on who was compared too often', async () => {
    gallery = createService();
    await gallery.useModel({ ...TWO, second: null }, { attempts: { perMinute: 2, lockSeconds: 600 } });
    await enrol();
    await gallery.setPassphrase(appid, { next: PASSPHRASE });
    await verified(gallery, appid, 'ann', template(0));
    await verified(gallery, appid, 'ann', template(0));
    expect(await code(verified(gallery, appid, 'ann', template(0)))).toBe(15);
    await gallery.renewTemplates(appid);
    expect(await code(verified(gallery, appid, 'ann', template(0)))).toBe(15);
    await gallery.lock(appid);
    expect(await trouble(gallery.renewTemplates(appid))).toMatchObject({ code: -1200, kind: 'locked' });
    await gallery.unlock(appid, PASSPHRASE);
    expect((await verified(gallery, appid, 'bob', template(10))).similarity).toBeCloseTo(1, 5);
  });

  it('is not made of damaged records, nor beside an import: nothing changes', async () => {
    await enrol();
    const before = await answers();
    const faces = await keysOf(appid, 'faces');
    await flip(appid, 'faces', faces[3]);
    expect(await trouble(gallery.renewTemplates(appid))).toMatchObject({ code: -1200, kind: 'damaged' });
    await flip(appid, 'faces', faces[3]);
    await gallery.beginImport(appid, PASSPHRASE, 'merge', 'import');
    expect(await trouble(gallery.renewTemplates(appid))).toMatchObject({ code: -1200, kind: 'busy' });
    await gallery.endTransfer('import');
    expect(await keysOf(appid, 'faces')).toEqual(faces);
    expect(await answers()).toEqual(before);
  });

  it('is noticed by another tab, also by one that hears of nothing, whose verification is under way', async () => {
    await enrol();
    const before = await answers();
    const original = BroadcastChannel.prototype.postMessage;
    for (const deaf of [false, true]) {
      const second = await openTab();
      expect(await answers(second)).toEqual(alike(before));
      if (deaf) BroadcastChannel.prototype.postMessage = () => undefined;
      try {
        const ticket = crypto.randomUUID();
        await second.prepareMatch(appid, 'ann', ticket);
        await gallery.renewTemplates(appid);
        await second.match(ticket, near(0));
        const match = await second.matchSecond(ticket, template(0, SECOND));
        expect(match?.similarity).toBeCloseTo((before[0] as number[])[0], 5);
        expect(await answers(second)).toEqual(alike(before));
      } finally {
        BroadcastChannel.prototype.postMessage = original;
      }
    }
  });
});

describe('an archive', () => {
  it('holds plain templates, whatever basis the gallery has, and comes into the basis of another', async () => {
    await enrol();
    await gallery.renewTemplates(appid);
    const before = await answers();
    const file = await exported();
    const reader = new ArchiveReader(PASSPHRASE);
    const persons = [...(await reader.push(file)), ...(await reader.end())];
    for (const { person_id, faces } of persons) {
      const seed = 10 * PEOPLE.indexOf(person_id);
      for (const [i, each] of faces.entries()) {
        expect(dot(each.template, template(seed + i))).toBeCloseTo(1, 6);
        expect(dot(each.second?.template ?? [], template(seed + i, SECOND))).toBeCloseTo(1, 6);
      }
    }
    await gallery.newperson(other, person('ann', 'g'), photo(2));
    await imported(file, 'merge');
    const [one, two] = [await storedFaces(appid), await storedFaces(other)];
    expect(two).toHaveLength(11);
    expect(likeness(one, two)).toBeLessThan(UNRELATED);
    expect(new Set(two.map(({ basis }) => basis?.name)).size).toBe(1);
    await imported(file, 'replace');
    expect(await answers(gallery, other)).toEqual(alike(before));
  });

  it('that no gallery wrote matches as well', async () => {
    await enrol();
    const before = await answers();
    const persons = PEOPLE.map((id, i) => ({
      ...person(id, 'g'),
      faces: [0, 1].map((k) => ({ ...photo(10 * i + k), tag: '' })),
    }));
    const writer = await ArchiveWriter.create(PASSPHRASE, { created: '', persons: 5, faces: 10 });
    for (const each of persons) await writer.add(each);
    await writer.end();
    await imported(new Uint8Array(await new Blob(writer.take()).arrayBuffer()), 'replace');
    expect(likeness(await storedFaces(other), await storedFaces(appid))).toBeLessThan(UNRELATED);
    expect(await answers(gallery, other)).toEqual(alike(before));
  });
});

async function exported(): Promise<Uint8Array<ArrayBuffer>> {
  await gallery.beginExport(appid, PASSPHRASE, false, 'export');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let over = false; !over; ) {
    const { bytes, done } = await gallery.readExport('export');
    parts.push(bytes);
    over = done;
  }
  await gallery.endTransfer('export');
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function imported(file: Uint8Array<ArrayBuffer>, mode: 'merge' | 'replace'): Promise<void> {
  await gallery.beginImport(other, PASSPHRASE, mode, 'import');
  await gallery.writeImport('import', file);
  await gallery.finishImport('import');
  await gallery.endTransfer('import');
}
