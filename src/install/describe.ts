import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AssetFile } from '../protocol';

/** Of eleven: the last two cost minutes on the runtimes and save a few percent. */
const BROTLI_QUALITY = 9;
const GZIP_LEVEL = 9;

/** What a list says of a file. `brotli`: its bytes with brotli, where somebody has counted them already. */
export async function describe(bytes: Uint8Array, brotli?: number): Promise<AssetFile> {
  return {
    bytes: bytes.length,
    brotli: brotli ?? Math.min(bytes.length, (await withBrotli(bytes)).length),
    sha256: sha256(bytes),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

export function withBrotli(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

export function withGzip(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(bytes, { level: GZIP_LEVEL });
}
