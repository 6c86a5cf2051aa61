import type { EnginePage } from '../../tools/browser/engine-page';
import { CHEAP, headerBytes, openArchive, sealArchive } from './archive-file';
import { packagePhoto } from './data';
import { openEngineTab } from './engine-tab';

/** Of the files that `ArchiveTab` has. */
export const FILE_PASSPHRASE = 'of the file';

interface Imported {
  /** 0 when it went well; the name of what is no FaceError. */
  readonly code: number | string;
  readonly detail: string;
  readonly ms: number;
}

declare global {
  /** The bytes of a text of Latin characters. */
  var bytesOf: (latin: string) => Uint8Array<ArrayBuffer>;
  var tryImport: (
    fields: unknown,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ) => Promise<Imported>;
}

interface Given {
  readonly file: Buffer;
  readonly passphrase?: string;
  readonly mode?: 'merge' | 'replace';
  /** Sizes of the parts that it comes in, over and over, as a stream; absent: a Blob. */
  readonly parts?: readonly number[] | undefined;
}

export interface ArchiveTab {
  readonly tab: EnginePage;
  /** What mien exported of a gallery that holds ann, of the package's first photo, and the same at the least cost. */
  readonly exported: Buffer;
  readonly cheap: Buffer;
  readonly import: (given: Given, timeoutMs?: number) => Promise<Imported>;
}

/** An engine's page whose gallery holds ann in "staff", and exports of it. The photo stays among `files()`. */
export async function openArchiveTab(appid: string, photos: readonly number[] = [1]): Promise<ArchiveTab> {
  const tab = await openEngineTab({ engine: { appid } });
  await tab.page.setInputFiles('#files', photos.map(packagePhoto));
  const file = await tab.page.evaluate(async (passphrase) => {
    globalThis.bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
    globalThis.tryImport = async (fields, options) => {
      const began = performance.now();
      const outcome = await engine.importGallery(fields as never, options).then(
        () => ({ code: 0, detail: '' }),
        (error) => ({ code: error.code ?? error.name, detail: error.detail ?? error.message }),
      );
      return { ...outcome, ms: performance.now() - began };
    };
    await engine.newperson({ person_id: 'ann', group_ids: ['staff'], image: files()[0] });
    const stream = await engine.exportGallery({ passphrase });
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return bytes.reduce((text, byte) => text + String.fromCharCode(byte), '');
  }, FILE_PASSPHRASE);
  const exported = Buffer.from(file, 'latin1');
  const content = await openArchive(exported, FILE_PASSPHRASE);
  const cheap = await sealArchive(content, FILE_PASSPHRASE, headerBytes(CHEAP));
  const importing: ArchiveTab['import'] = (
    { file, passphrase = FILE_PASSPHRASE, mode = 'merge', parts },
    timeoutMs = 60_000,
  ) =>
    tab.page.evaluate(
      ({ latin, parts, timeoutMs, ...fields }) => {
        const bytes = bytesOf(latin);
        let at = 0;
        let i = 0;
        const stream = () =>
          new ReadableStream({
            pull(controller) {
              const end = at + (parts?.[i++ % parts.length] ?? bytes.length);
              if (at < bytes.length) controller.enqueue(bytes.slice(at, end));
              else controller.close();
              at = end;
            },
          });
        return tryImport({ ...fields, file: parts ? stream() : new Blob([bytes]) }, { timeoutMs });
      },
      { latin: file.toString('latin1'), passphrase, mode, parts, timeoutMs },
    );
  return { tab, exported, cheap, import: importing };
}
