import { type Remote, wrap } from 'comlink';
import { type ArchivedPerson, ArchiveWriter } from '../../src/gallery/archive';
import type { RemoteGallery } from '../../src/protocol';
import { ORIGIN } from '../people';
import calibration from './calibration';
import type { GalleryCase } from './types';

export const PASSPHRASE = 'benchmark';

/** A gallery worker of its own, which was told whose templates it compares. */
export interface Started {
  readonly api: Remote<RemoteGallery>;
  readonly began: number;
  end(): void;
}

export async function startGallery(
  assets: string,
  appid: string,
  { dimension }: Pick<GalleryCase, 'dimension'>,
): Promise<Started> {
  const began = performance.now();
  const worker = new Worker(new URL('gallery.worker.js', assets), {
    type: 'module',
    name: crypto.randomUUID(),
  });
  const api = wrap<RemoteGallery>(worker);
  await api.useModel({ origin: ORIGIN, dimension, calibration, second: null });
  await api.open(appid);
  return { api, began, end: () => worker.terminate() };
}

/** Only the time in the gallery counts, not that of making the file. */
export async function importAll(
  { api }: Started,
  appid: string,
  persons: Iterable<ArchivedPerson>,
  count: { readonly persons: number; readonly faces: number },
) {
  const writer = await ArchiveWriter.create(PASSPHRASE, { created: new Date().toISOString(), ...count });
  const id = crypto.randomUUID();
  await api.beginImport(appid, PASSPHRASE, 'replace', id);
  let fileBytes = 0;
  let ms = 0;
  const send = async () => {
    for (const bytes of writer.take()) {
      const began = performance.now();
      await api.writeImport(id, bytes);
      ms += performance.now() - began;
      fileBytes += bytes.length;
    }
  };
  for (const person of persons) {
    await writer.add(person);
    await send();
  }
  await writer.end();
  await send();
  const began = performance.now();
  await api.finishImport(id);
  ms += performance.now() - began;
  await api.endTransfer(id);
  return { importMBps: fileBytes / ms / 1000, fileBytes };
}
