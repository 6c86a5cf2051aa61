import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { CHEAP, headerBytes } from '../support/archive-file';
import { type ArchiveTab, openArchiveTab } from '../support/archive-tab';

/** What a file may ask for at most: seconds of work here, a quarter of a minute on a phone. */
const DEAREST = { memoryKiB: 262_144, passes: 8, lanes: 1, chunkBytes: 4096 };
let world: ArchiveTab;
let tab: EnginePage;
/** What mien exported, and the same at the least cost. */
let exported: Buffer;
let cheap: Buffer;

const latin = (bytes: Buffer) => bytes.toString('latin1');
const import_ = (file: Buffer, timeoutMs = 60_000) => world.import({ file }, timeoutMs);

beforeAll(async () => {
  world = await openArchiveTab('archives');
  ({ tab, exported, cheap } = world);
});

afterAll(() => tab[Symbol.asyncDispose]());

// Whatever went wrong, the next import finds its place free and the gallery as it was.
beforeEach(() => {
  return async () => {
    expect(await import_(cheap)).toMatchObject({ code: 0 });
    const check = await tab.page.evaluate(() => engine.checkGallery());
    expect(check).toEqual({ persons: 1, faces: 1, damaged: [], missing: 0 });
  };
});

describe('what a file may cost', () => {
  it('is far above what an export asks for', () => {
    const [memoryKiB, passes, lanes, chunkBytes] = [12, 16, 20, 24].map((at) => exported.readUInt32LE(at));
    expect({ memoryKiB, passes, lanes, chunkBytes }).toEqual({
      memoryKiB: 65_536,
      passes: 3,
      lanes: 1,
      chunkBytes: 2 ** 18,
    });
  });

  it.each([
    ['1 GiB, 16 times, in 4 lanes', { memoryKiB: 2 ** 20, passes: 16, lanes: 4 }],
    ['257 MiB', { memoryKiB: 257 * 1024 }],
    ['9 passes', { passes: 9 }],
    ['2 lanes', { lanes: 2 }],
    ['chunks of one byte', { chunkBytes: 1 }],
    ['chunks of 4095 bytes', { chunkBytes: 4095 }],
  ])('is looked at before anything is worked for: %s', async (_, wish) => {
    const header = headerBytes({ ...CHEAP, ...wish });
    const found = await import_(Buffer.concat([header, Buffer.alloc(109)]), 5_000);
    expect(found).toMatchObject({ code: -1313, detail: expect.stringMatching(/out of bounds|header/) });
  });

  it('is ended by the time limit, and by an abort, while the gallery goes on answering', async () => {
    const file = latin(Buffer.concat([headerBytes(DEAREST), Buffer.alloc(109)]));
    const seen = await tab.page.evaluate(async (file) => {
      const fields = { file: new Blob([bytesOf(file)]), passphrase: 'any', mode: 'merge' };
      let through = false;
      const limited = tryImport(fields, { timeoutMs: 1_000 }).finally(() => {
        through = true;
      });
      let answers = 0;
      const began = performance.now();
      while (!through) {
        await engine.getinfo('ann');
        const ms = performance.now() - began;
        if (ms > 300 && ms < 1_000) answers += 1;
      }
      const given = new AbortController();
      const aborted = tryImport(fields, { signal: given.signal });
      await engine.getinfo('ann');
      setTimeout(() => given.abort(new Error('enough')), 300);
      return { limited: await limited, answers, aborted: await aborted };
    }, file);
    expect(seen.limited).toMatchObject({ code: 213, detail: 'no answer within 1000 ms' });
    expect(seen.aborted).toMatchObject({ detail: 'enough' });
    expect(seen.answers).toBeGreaterThan(0);
  });
});

describe('what is no file', () => {
  const wrong: Record<string, { code: number; make: string }> = {
    'nothing at all': { code: -1301, make: 'undefined' },
    null: { code: -1301, make: 'null' },
    'a text': { code: -1313, make: '"mien.gal"' },
    'a number': { code: -1313, make: '7' },
    'an ArrayBuffer': { code: -1313, make: 'new ArrayBuffer(200)' },
    'a view of bytes': { code: -1313, make: 'new Uint8Array(200)' },
    'an answer': { code: -1313, make: 'new Response("x")' },
    'an object with the name of a Blob': { code: -1313, make: '({ [Symbol.toStringTag]: "Blob" })' },
    'an object with a Blob’s prototype': { code: -1313, make: 'Object.create(Blob.prototype)' },
    'a stream that is read': {
      code: -1313,
      make: '(() => { const s = new Blob(["x"]).stream(); s.getReader(); return s; })()',
    },
    'a stream of texts': {
      code: -1313,
      make: 'new ReadableStream({ start(c) { c.enqueue("mien.gal"); c.close(); } })',
    },
    'a stream that fails': {
      code: -1313,
      make: 'new ReadableStream({ pull() { throw new TypeError("network"); } })',
    },
    'an empty Blob': { code: -1313, make: 'new Blob([])' },
  };
  it.each(Object.keys(wrong))('is refused at once: %s', async (name) => {
    const { code, make } = wrong[name];
    const found = await tab.page.evaluate(
      (make) => tryImport({ file: new Function(`return ${make}`)(), passphrase: 'any', mode: 'merge' }),
      make,
    );
    expect(found).toMatchObject({ code, detail: expect.any(String) });
  });

  it('is told from a Blob and a stream of another frame, which are as good as the page’s own', async () => {
    const found = await tab.page.evaluate(async (file) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const other = frame.contentWindow as unknown as typeof globalThis;
      const blob = () => new other.Blob([bytesOf(file)]);
      const fields = { passphrase: 'of the file', mode: 'merge' };
      return [
        await tryImport({ ...fields, file: blob() }),
        await tryImport({ ...fields, file: blob().stream() }),
        await tryImport({ ...fields, file: new other.Response(blob()).body }),
      ];
    }, latin(cheap));
    expect(found.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it('or is silent: a stream that stalls ends with the time limit or the abort, also when its source will not', async () => {
    const seen = await tab.page.evaluate(async (file) => {
      const silent = (first: Uint8Array<ArrayBuffer>) =>
        new ReadableStream({
          start: (controller) => controller.enqueue(first),
          pull: () => new Promise(() => undefined),
          cancel: () => new Promise(() => undefined),
        });
      const fields = { passphrase: 'of the file', mode: 'merge' };
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error('enough')), 200);
      return [
        await tryImport({ ...fields, file: silent(bytesOf(file).slice(0, 20)) }, { timeoutMs: 300 }),
        await tryImport({ ...fields, file: silent(bytesOf(file)) }, { timeoutMs: 1_500 }),
        await tryImport(
          { ...fields, file: silent(bytesOf(file).slice(0, 60)) },
          { signal: controller.signal },
        ),
      ];
    }, latin(cheap));
    expect(seen.map(({ detail }) => detail)).toEqual([
      'no answer within 300 ms',
      'no answer within 1500 ms',
      'enough',
    ]);
  });
});

it('what is no argument is refused with a code, and asks the gallery nothing', async () => {
  const found = await tab.page.evaluate(async (file) => {
    const blob = new Blob([bytesOf(file)]);
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 0,
        (error) => error.code ?? error.name,
      );
    const anyEngine = engine as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
    const call = (name: string, ...values: unknown[]) => {
      try {
        return code(anyEngine[name](...values));
      } catch {
        return 'thrown at once';
      }
    };
    const fields = { file: blob, passphrase: 'of the file', mode: 'merge' };
    return {
      mode: await call('importGallery', { ...fields, mode: 'nonsense' }),
      noMode: await call('importGallery', { ...fields, mode: undefined }),
      functionMode: await call('importGallery', { ...fields, mode: () => 'merge' }),
      noFields: await call('importGallery'),
      textFields: await call('importGallery', 'file'),
      noPassphrase: await call('importGallery', { ...fields, passphrase: undefined }),
      functionPassphrase: await call('importGallery', { ...fields, passphrase: () => 'x' }),
      progress: await call('importGallery', { ...fields, onProgress: 'loud' }),
      exportNothing: await call('exportGallery'),
      exportNoPassphrase: await call('exportGallery', {}),
      exportEmpty: await call('exportGallery', { passphrase: '' }),
      exportFunction: await call('exportGallery', { passphrase: () => 'x' }),
      exportProgress: await call('exportGallery', { passphrase: 'x', onProgress: {} }),
      setNothing: await call('setPassphrase'),
      setText: await call('setPassphrase', 'secret'),
      setFunction: await call('setPassphrase', { next: () => 'x' }),
      unlockFunction: await call('unlock', () => 'x'),
      protection: engine.info().gallery?.protection,
    };
  }, latin(cheap));
  expect(found).toEqual({
    mode: -1313,
    noMode: -1313,
    functionMode: -1313,
    noFields: -1301,
    textFields: -1313,
    noPassphrase: -1301,
    functionPassphrase: -1313,
    progress: -1313,
    exportNothing: -1301,
    exportNoPassphrase: -1301,
    exportEmpty: -1301,
    exportFunction: -1313,
    exportProgress: -1313,
    setNothing: -1301,
    setText: -1313,
    setFunction: -1313,
    unlockFunction: -1313,
    protection: 'device',
  });
});
