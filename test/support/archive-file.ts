import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';

/** The export file once more, from docs/inside/archive-format.md alone: what the package must read, and files that it never writes. */
export interface ArchiveHeader {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly chunkBytes: number;
}

const HEADER_BYTES = 52;
const TAG_BYTES = 16;
/** As cheap as is allowed. */
export const CHEAP: ArchiveHeader = { memoryKiB: 19_456, passes: 2, lanes: 1, chunkBytes: 4096 };

const keys = new Map<string, Promise<Buffer>>();

export function headerBytes(header: ArchiveHeader, random = randomBytes(23)): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('mien.gal', 'latin1');
  bytes.writeUInt16LE(1, 8);
  bytes.writeUInt16LE(1, 10);
  bytes.writeUInt32LE(header.memoryKiB, 12);
  bytes.writeUInt32LE(header.passes, 16);
  bytes.writeUInt32LE(header.lanes, 20);
  bytes.writeUInt32LE(header.chunkBytes, 24);
  random.copy(bytes, 28, 0, 23);
  return bytes;
}

/** Seals whatever content it is given as a file that its passphrase opens. The same `header` makes the same key. */
export async function sealArchive(content: Buffer, passphrase: string, header: Buffer): Promise<Buffer> {
  const key = await keyOf(passphrase, header);
  const chunkBytes = header.readUInt32LE(24);
  const parts = [header];
  for (let at = 0, i = 0; i === 0 || at < content.length; at += chunkBytes, i++) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(header, i, at + chunkBytes >= content.length));
    cipher.setAAD(header);
    parts.push(cipher.update(content.subarray(at, at + chunkBytes)), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(parts);
}

/** What is in a file. Throws for one that is not as the documents say. */
export async function openArchive(file: Buffer, passphrase: string): Promise<Buffer> {
  const header = file.subarray(0, HEADER_BYTES);
  const key = await keyOf(passphrase, header);
  const step = header.readUInt32LE(24) + TAG_BYTES;
  const parts: Buffer[] = [];
  for (let at = HEADER_BYTES, i = 0; at < file.length; at += step, i++) {
    const sealed = file.subarray(at, at + step);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(header, i, at + step >= file.length));
    decipher.setAAD(header);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    parts.push(decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final());
  }
  return Buffer.concat(parts);
}

/** A section: kind, length, content. */
export function section(kind: number, content: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix[0] = kind;
  prefix.writeUInt32LE(content.length, 1);
  return Buffer.concat([prefix, content]);
}

/** The sections of a content, as `section` takes them. */
export function sectionsOf(content: Buffer): { readonly kind: number; readonly content: Buffer }[] {
  const sections = [];
  for (let at = 0; at < content.length; ) {
    const end = at + 5 + content.readUInt32LE(at + 1);
    sections.push({ kind: content[at], content: content.subarray(at + 5, end) });
    at = end;
  }
  return sections;
}

function nonce(header: Buffer, chunk: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  header.copy(bytes, 0, 44, 51);
  bytes.writeUInt32BE(chunk, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function keyOf(passphrase: string, header: Buffer): Promise<Buffer> {
  const name = `${passphrase} ${header.toString('hex', 12, 24)} ${header.toString('hex', 28, 44)}`;
  const known = keys.get(name) ?? derive(passphrase, header);
  keys.set(name, known);
  return known;
}

async function derive(passphrase: string, header: Buffer): Promise<Buffer> {
  const key = await argon2id({
    password: passphrase.normalize('NFC'),
    salt: header.subarray(28, 44),
    memorySize: header.readUInt32LE(12),
    iterations: header.readUInt32LE(16),
    parallelism: header.readUInt32LE(20),
    hashLength: 32,
    outputType: 'binary',
  });
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'mien gallery file 1', 32));
}
