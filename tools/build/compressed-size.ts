import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const CACHE = resolve(import.meta.dirname, '../../.cache/compressed');
/** Of eleven: the last two cost a minute and save a few percent. */
const QUALITY = 9;

/** Bytes of one file with brotli; remembered, since large ones take seconds. */
export async function brotliSize(bytes: Uint8Array): Promise<number> {
  const known = join(CACHE, createHash('sha256').update(bytes).digest('hex'));
  if (existsSync(known)) return Number(readFileSync(known, 'utf8'));
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
  const { length } = await promisify(brotliCompress)(bytes, { params });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(known, String(length));
  return length;
}
