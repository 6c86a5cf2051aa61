import { median, quantile } from '../../tools/quantiles';
import { mulberry32 } from '../../tools/random';
import { delay } from '../lib';
import { direction, madeFace, near, people, personId, WITH_ROOM } from '../people';
import type { GalleryCase, GalleryRow, Spread } from './types';
import { importAll, PASSPHRASE, type Started, startGallery } from './worker';

const SEARCHES = 60;
const WRITES = 30;
const DELETIONS = 10;
/** Segments are written when nothing changes for a while, some at a time. */
const SEGMENTS_PATIENCE_MS = 180_000;
const LOOK_MS = 3_000;

/** Fills a gallery of its own through the gallery worker, as an import does, measures, and erases it. */
export async function measureGallery(
  each: GalleryCase,
  assets: string,
  quick: boolean,
  log: (line: string) => void,
): Promise<GalleryRow> {
  const appid = `bench-${crypto.randomUUID()}`;
  const persons = Math.ceil(each.faces / 20);
  const first = await startGallery(assets, appid, each);
  log('import');
  const { importMBps, fileBytes } = await importAll(first, appid, people(each), {
    persons,
    faces: each.faces,
  });
  first.end();

  log('open from records');
  const second = await startGallery(assets, appid, each);
  await search(second, appid, probeOf(each, 1));
  const openFromRecordsMs = performance.now() - second.began;
  if (!quick) await segmentsWritten(appid);
  second.end();

  log('open from segments');
  // The browser takes its time to answer.
  const heap = quick ? async () => 0 : heapBytes;
  const before = await heap();
  const third = await startGallery(assets, appid, each);
  await search(third, appid, probeOf(each, 1));
  const openMs = performance.now() - third.began;
  const after = await heap();
  const info = await third.api.info(appid);
  if (info.search === null || info.kernel === null) throw new Error('the search is not in memory');

  log('identify, verify, add, delete');
  const identifyMs = await spread(SEARCHES, (i) => search(third, appid, probeOf(each, i + 2)));
  const verifyMs = await spread(SEARCHES, (i) =>
    verify(third, appid, personId(persons - 1 - (i % (persons - WITH_ROOM))), probeOf(each, i)),
  );
  const next = mulberry32(7);
  const addFaceMs = await spread(WRITES, async (i) => {
    const face = madeFace(9_000_000 + i, direction(each.dimension, next));
    return await third.api.addface(appid, personId(i % WITH_ROOM), face, '', 2);
  });
  const deletePersonMs = await spread(
    DELETIONS,
    async (i) => await third.api.delperson(appid, personId(persons - 1 - i)),
  );

  log('export');
  const exportMBps = await exportAll(third, appid);
  await third.api.erase(appid);
  third.end();
  const { kernel } = info.kernel;
  return {
    ...each,
    persons,
    openMs,
    openFromRecordsMs,
    identifyMs,
    verifyMs,
    addFaceMs,
    deletePersonMs,
    vectorBytes: info.search.templates * each.dimension * (kernel.includes('int8') ? 5 : 4),
    heldBytes: info.search.bytes + Math.max(0, after - before),
    importMBps,
    exportMBps,
    fileBytes,
    kernel,
  };
}

function probeOf({ dimension }: GalleryCase, seed: number): Float32Array {
  const next = mulberry32(seed);
  return near(direction(dimension, next), 0.7, next);
}

async function verify({ api }: Started, appid: string, id: string, probe: Float32Array): Promise<unknown> {
  const ticket = crypto.randomUUID();
  await api.prepareMatch(appid, id, ticket);
  return api.match(ticket, probe);
}

async function search({ api }: Started, appid: string, probe: Float32Array): Promise<unknown> {
  return await api.search(appid, { group_id: 'all' }, [probe]);
}

async function exportAll({ api }: Started, appid: string): Promise<number> {
  const began = performance.now();
  const id = crypto.randomUUID();
  await api.beginExport(appid, PASSPHRASE, false, id);
  let bytes = 0;
  for (;;) {
    const part = await api.readExport(id);
    bytes += part.bytes.length;
    if (part.done) break;
  }
  await api.endTransfer(id);
  return bytes / (performance.now() - began) / 1000;
}

/** Until the number of segments does not grow any more. */
async function segmentsWritten(appid: string): Promise<void> {
  const began = performance.now();
  let last = -1;
  while (performance.now() - began < SEGMENTS_PATIENCE_MS) {
    const count = await countSegments(appid);
    if (count > 0 && count === last) return;
    last = count;
    await delay(LOOK_MS);
  }
}

function countSegments(appid: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`mien:${appid}`);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const counting = db.transaction('segments').objectStore('segments').count();
      counting.onsuccess = () => {
        db.close();
        resolve(counting.result);
      };
      counting.onerror = () => reject(counting.error);
    };
  });
}

/** JavaScript heaps of this page and its workers, without WebAssembly memory; 0 where the browser does not say. */
async function heapBytes(): Promise<number> {
  const { measureUserAgentSpecificMemory } = performance as unknown as {
    measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
  };
  return (await measureUserAgentSpecificMemory?.call(performance))?.bytes ?? 0;
}

async function spread(count: number, work: (i: number) => Promise<unknown>): Promise<Spread> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return { p50: median(times), p95: quantile(times, 0.95) };
}
