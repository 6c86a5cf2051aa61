import type { GalleryPort } from '../../fleet/port';
import { nothingIfDamaged } from '../failure';
import { openEntry } from '../records';
import { type Gallery, loadFleetPart, saveFleetPart } from '../store';
import { accepts } from './accepts';
import { applyBatch, type Uncounted } from './apply';
import { changedSince } from './changes';
import { readFound } from './read';
import { View } from './view';

const encoder = new TextEncoder();

/** The gallery as its fleet sees it. It gives templates in plain, and writes them in its own basis. */
export function galleryPort(gallery: Gallery): GalleryPort {
  const { db } = gallery;
  const uncounted: Uncounted = { sealings: 0 };
  const view = new View(gallery);
  return {
    read: (wanted) => readFound(gallery, view, wanted),
    accepts,
    changedSince: (generation, most) => changedSince(gallery, generation, most),
    pending: (most, after) => {
      const index = db.transaction('shadows').store.index('by-waits');
      return index.getAllKeys(IDBKeyRange.lowerBound(after, true), most);
    },
    shadows: (most, after) => db.getAllKeys('shadows', IDBKeyRange.lowerBound(after, true), most),
    apply: (batch, state) => applyBatch(gallery, view, batch, state, uncounted),
    auditAfter: (count, most) => auditAfter(gallery, count, most),
    loadState: () => loadFleetPart(gallery, 'state'),
    saveState: async (state) => {
      uncounted.sealings += 1;
      await saveFleetPart(gallery, 'state', state);
    },
    loadDeviceKeys: async () => {
      const record = await db.get('fleet', 'pairs');
      return record && 'pairs' in record ? record.pairs : [];
    },
    saveDeviceKeys: async (pairs) => {
      const transaction = db.transaction('fleet', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put({ name: 'pairs', pairs }), transaction.done]);
    },
    onChange: (listener) =>
      gallery.tabs.listen(({ kind }) => {
        if (kind === 'changed') listener();
      }),
  };
}

/** Entries keep their numbers: one that is there no more, or does not open, leaves a line that says so. */
async function auditAfter(gallery: Gallery, count: number, most: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const keys = await gallery.keys();
  const records = await gallery.db.getAll('audit', IDBKeyRange.lowerBound(count, true), most);
  const lines: string[] = [];
  for (const record of records) {
    while (lines.length < most && count + lines.length + 1 < record.key)
      lines.push(missing(count + lines.length + 1));
    if (lines.length === most) break;
    lines.push((await openEntry(keys, record).catch(nothingIfDamaged)) ?? missing(record.key));
  }
  return lines.map((line) => encoder.encode(line));
}

function missing(n: number): string {
  return JSON.stringify({ n, what: 'missing' });
}
