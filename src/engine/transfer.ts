import type { ImportSummary } from '../protocol';
import type { GallerySide } from './gallery';
import type { ExportFields, ImportFields } from './options';

const NEVER = new AbortController().signal;

/** The export as a stream that asks the worker for as much as is read from it. `signal` begins it, `life` ends it. */
export async function readingExport(
  gallery: GallerySide,
  { passphrase, skipDamaged = false, onProgress }: ExportFields,
  signal: AbortSignal,
  life: AbortSignal = NEVER,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { id, persons: of } = await gallery.read(signal, (api, appid) =>
    api.beginExport(appid, passphrase, skipDamaged),
  );
  const end = async () => {
    await gallery.read(NEVER, (api) => api.endTransfer(id)).catch(() => undefined);
  };
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
  { file, passphrase, mode, onProgress }: ImportFields,
  signal: AbortSignal,
): Promise<ImportSummary> {
  const id = await gallery.read(signal, (api, appid) => api.beginImport(appid, passphrase, mode));
  const stream = file instanceof Blob ? file.stream() : file;
  const reader = stream.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const progress = await gallery.read(signal, (api) => api.writeImport(id, value));
      bytes += value.length;
      onProgress?.({ ...progress, bytes });
    }
    return await gallery.finishImport(signal, id);
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    await gallery.read(NEVER, (api) => api.endTransfer(id)).catch(() => undefined);
  }
}
