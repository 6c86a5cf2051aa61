import { transfer } from 'comlink';
import type { ExportFields, ImportFields } from '../../api';
import type { Bytes, ImportSummary } from '../../protocol';
import { fileBytes, requireFile } from './file-bytes';
import type { GallerySide } from './gallery-side';
import { givenFields, givenFunction } from './given';

const NEVER = new AbortController().signal;
/** What an import leaves is cleared away before it rejects, so that the next one finds its place; a gallery that hangs is not waited for. */
const END_PATIENCE_MS = 10_000;

/** The export as a stream that asks the worker for as much as is read from it. `signal` begins it, `life` ends it. */
export async function readingExport(
  gallery: GallerySide,
  fields: ExportFields,
  signal: AbortSignal,
  life: AbortSignal = NEVER,
): Promise<ReadableStream<Bytes>> {
  const { passphrase, skipDamaged = false, onProgress } = givenFields('exportGallery', fields);
  givenFunction('onProgress', onProgress);
  const id = crypto.randomUUID();
  const end = () => endTransfer(gallery, id);
  const { persons: of } = await gallery
    .read(signal, (api, appid) => api.beginExport(appid, passphrase, Boolean(skipDamaged), id, gallery.least))
    .catch(async (error: unknown) => {
      await end();
      throw error;
    });
  const skipped: (string | null)[] = [];
  let bytes = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const part = await gallery.read(life, (api) => api.readExport(id));
        bytes += part.bytes.length;
        skipped.push(...part.damaged);
        if (part.bytes.length > 0) controller.enqueue(part.bytes);
        onProgress?.({ persons: part.persons, of, bytes, skipped: [...skipped] });
        if (!part.done) return;
        controller.close();
        await end();
      } catch (error) {
        await end();
        throw error;
      }
    },
    cancel: end,
  });
}

/** Sends the file to the worker, as fast as it takes it. Nothing is left behind when that fails or is aborted. */
export async function sendImport(
  gallery: GallerySide,
  fields: ImportFields,
  signal: AbortSignal,
): Promise<ImportSummary> {
  const { file, passphrase, mode, onProgress } = givenFields('importGallery', fields);
  givenFunction('onProgress', onProgress);
  requireFile(file);
  const id = crypto.randomUUID();
  let bytes = 0;
  try {
    await gallery.read(signal, (api, appid) => api.beginImport(appid, passphrase, mode, id));
    for await (const part of fileBytes(file, signal)) {
      bytes += part.length;
      const sent = transfer(part, [part.buffer]);
      const progress = await gallery.read(signal, (api) => api.writeImport(id, sent));
      onProgress?.({ ...progress, bytes });
    }
    return await gallery.finishImport(signal, id);
  } finally {
    await endTransfer(gallery, id);
  }
}

async function endTransfer(gallery: GallerySide, id: string): Promise<void> {
  const patience = AbortSignal.timeout(END_PATIENCE_MS);
  await gallery.read(patience, (api) => api.endTransfer(id)).catch(() => undefined);
}
