import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { withBrotli, withGzip } from './describe';

/** What does not fit into a packet less is not worth a file. */
const SMALLEST = 1400;

const FORMS = [
  { ending: '.br', compress: withBrotli, decompress: brotliDecompressSync },
  { ending: '.gz', compress: withGzip, decompress: gunzipSync },
] as const;

/**
 * The files and, beside every one that it makes smaller, its brotli and gzip form, for servers that send those (nginx:
 * `brotli_static`, `gzip_static`). A form that the folder has already is taken over: the runtimes' take half a minute.
 */
export async function withForms(
  files: ReadonlyMap<string, Uint8Array>,
  folder: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = new Map(files);
  for (const [path, bytes] of files) {
    if (bytes.length < SMALLEST) continue;
    for (const { ending, compress, decompress } of FORMS) {
      const known = await formOf(join(folder, path + ending), bytes, decompress);
      const form = known ?? (await compress(bytes));
      if (form.length < bytes.length) all.set(path + ending, form);
    }
  }
  return all;
}

/** What lies there, if it is a form of those bytes. */
async function formOf(
  path: string,
  bytes: Uint8Array,
  decompress: (form: Uint8Array) => Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    const form = await readFile(path);
    return Buffer.compare(decompress(form), bytes) === 0 ? form : undefined;
  } catch {
    return undefined; // none, or no such form
  }
}
