import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** What a host compresses; photos and fonts are compressed already. */
const COMPRESSIBLE = /\.(html|css|m?js|json|svg|webmanifest|wasm|md)$/;
/** What hosts do as they serve; a build could do better. */
const QUALITY = 6;

const compress = promisify(brotliCompress);

/** Copies a folder, with a compressed twin beside each file that a host would compress. */
export async function compressedCopy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
  for (const name of await readdir(to, { recursive: true })) {
    if (!COMPRESSIBLE.test(name)) continue;
    const path = join(to, name);
    await writeFile(`${path}.br`, await compress(await readFile(path), { params }));
  }
}
