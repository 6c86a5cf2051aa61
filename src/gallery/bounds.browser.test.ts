import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LIMITS, type RemoteGallery } from '../protocol';
import { ArchiveWriter, newHeader } from './archive';
import { code, face, failure, openGallery, person, probe } from './testing';

const PERSONS = 1_200;
const appid = `bounds-${crypto.randomUUID()}`;
let gallery: RemoteGallery;

/** One group of that many persons with a face each, all in another four groups. */
beforeAll(async () => {
  gallery = await openGallery(appid);
  const cheap = newHeader({ memoryKiB: 19_456, passes: 2, lanes: 1 }, 2 ** 18);
  const count = { created: '', persons: PERSONS, faces: PERSONS };
  const writer = await ArchiveWriter.create('file', count, cheap);
  for (let i = 0; i < PERSONS; i++) {
    await writer.add({ ...person(`p${i}`, 'all', `g${i}`), faces: [{ ...face(i % 4), tag: '' }] });
  }
  await writer.end();
  await gallery.beginImport(appid, 'file', 'replace', 'import');
  for (const bytes of writer.take()) await gallery.writeImport('import', bytes);
  await gallery.finishImport('import');
  await gallery.endTransfer('import');
});

afterAll(() => gallery.erase(appid));

/** How often WebCrypto is asked for something while the call runs, and what happens at the first time. */
async function counting(
  what: 'sign' | 'decrypt',
  call: () => Promise<unknown>,
  first: () => unknown = () => undefined,
): Promise<{ answer: number; times: number }> {
  const asked = crypto.subtle[what].bind(crypto.subtle) as (...values: unknown[]) => Promise<ArrayBuffer>;
  const spy = vi.spyOn(crypto.subtle, what).mockImplementation((...values: unknown[]) => {
    if (spy.mock.calls.length === 1) first();
    return asked(...values);
  });
  try {
    return { answer: await code(call()), times: spy.mock.calls.length };
  } finally {
    spy.mockRestore();
  }
}

describe('a list that is too long', () => {
  const many = Array.from({ length: 200_000 }, (_, i) => `g${i}`);
  const calls: Record<string, () => Promise<unknown>> = {
    admitPerson: () => gallery.admitPerson(appid, { ...person('new'), group_ids: many }),
    newperson: () => gallery.newperson(appid, { ...person('new'), group_ids: many }, face(0)),
    addgroupids: () => gallery.addgroupids(appid, { person_id: 'p0', group_ids: many }),
    delgroupids: () => gallery.delgroupids(appid, { person_id: 'p0', group_ids: many }),
    delface: () => gallery.delface(appid, 'p0', many),
    admitSearch: () => gallery.admitSearch(appid, { group_ids: many }),
    search: () => gallery.search(appid, { group_ids: many }, [probe(0)]),
    'one id more than there may be': () =>
      gallery.delgroupids(appid, { person_id: 'p0', group_ids: many.slice(0, LIMITS.listedIds + 1) }),
  };
  it.each(Object.keys(calls))('is refused before anything is worked out of it: %s', async (name) => {
    expect(await counting('sign', calls[name])).toEqual({ answer: -1304, times: 0 });
  });

  it('is not what all groups of an appid are', async () => {
    const all = many.slice(0, LIMITS.listedIds);
    expect(await code(gallery.search(appid, { group_ids: all }, [probe(0)]))).toBe(0);
    const none = gallery.search(appid, { group_ids: all.map((id) => `no-${id}`) }, [probe(0)]);
    const error = await failure(none);
    expect(error?.code).toBe(-1307);
    expect(error?.detail.length).toBeLessThan(200);
  });

  it('nor is a text that is too long written out', async () => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode');
    const long = 'x'.repeat(2_000_000);
    expect(await code(gallery.getinfo(appid, long))).toBe(-1304);
    expect(await code(gallery.setinfo(appid, 'p0', { tag: long }))).toBe(-1304);
    expect(encode.mock.calls.filter(([text]) => text === long)).toEqual([]);
    encode.mockRestore();
  });
});

describe('a call that is given up stops', () => {
  const probes = Array.from({ length: 200 }, (_, i) => probe(i % 4));
  const calls: Record<string, (callId: string) => Promise<unknown>> = {
    check: (callId) => gallery.check(appid, callId),
    getpersonids: (callId) => gallery.getpersonids(appid, 'all', callId),
    getgroupids: (callId) => gallery.getgroupids(appid, callId),
    search: (callId) => gallery.search(appid, { group_id: 'all' }, probes, callId),
  };
  it.each(Object.keys(calls))('%s', async (name) => {
    await gallery.search(appid, { group_id: 'all' }, [probe(0)]); // has its index
    const whole = await counting('decrypt', () => calls[name]('whole'));
    expect(whole.answer).toBe(0);
    const cancel = () => gallery.cancel('given up');
    const given = await counting('decrypt', () => calls[name]('given up'), cancel);
    expect(given.answer).toBe(213);
    expect(given.times).toBeLessThan(whole.times / 2);
    expect(await code(calls[name]('given up'))).toBe(0);
  });
});
