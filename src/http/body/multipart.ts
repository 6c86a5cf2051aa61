import { make, type PartInfo } from 'multipasta';
import { CODES, FaceError, LIMITS, withoutEnd } from '../../protocol';
import type { RawFields } from './raw-fields';

/** All groups that an appid can have, and a few fields. */
const MOST_PARTS = LIMITS.groupsPerApp + 50;

/** Names of parts that hold bytes. Neither a filename nor a type tells: clients give both to texts, none to images. */
const PICTURE = /^(?:image|imageA|imageB|images)$/;

/**
 * Parses a multipart body: texts as strings, pictures as Blobs, `name[0]`, `name[1]` and `name[]` as lists in the
 * order of their numbers, and as lists what comes several times without a number. Throws FaceError 3 when it is
 * malformed or cut off, or a text is no UTF-8.
 *
 * The platform's `formData()` will not do: it reads a part without filename as text, which ruins the bytes of
 * pictures that the PHP SDK sends that way.
 */
export function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): RawFields {
  const found = new Map<string, { numbered: boolean; values: [index: number, value: string | Blob][] }>();
  for (const { name, value } of readParts(bytes, contentType)) {
    const [, base, index] = /^([^[\]]+)(?:\[(\d*)\])?$/.exec(name) ?? [];
    if (base === undefined) continue;
    const field = found.get(base) ?? { numbered: false, values: [] };
    found.set(base, field);
    field.numbered ||= index !== undefined;
    const decoded = PICTURE.test(base) ? new Blob([value]) : textOf(base, value);
    field.values.push([index ? Number(index) : field.values.length, decoded]);
  }
  return Object.fromEntries(
    [...found].map(([name, { numbered, values }]) => {
      const list = values.sort(([a], [b]) => a - b).map(([, value]) => value);
      return [name, numbered || list.length > 1 ? list : list[0]];
    }),
  );
}

function textOf(name: string, value: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch (cause) {
    throw new FaceError(CODES.BAD_REQUEST, `the part "${name.slice(0, 64)}" is not UTF-8 text`, { cause });
  }
}

interface Part {
  readonly name: string;
  readonly value: Uint8Array<ArrayBuffer>;
}

function readParts(bytes: Uint8Array, contentType: string): Part[] {
  const parts: Part[] = [];
  let failure: string | undefined;
  let complete = false;
  let last: PartInfo | undefined;
  const onField = (info: PartInfo | undefined, value: Uint8Array) => {
    // Of a part whose headers never end the parser has no info, or still the one of the part before.
    if (info === undefined || info === last) failure ??= 'BadHeaders';
    else if (failure === undefined) parts.push({ name: nameOf(info), value: new Uint8Array(value) });
    last = info;
  };
  try {
    const parser = make({
      // The parser takes a semicolon at the end for a part of the boundary.
      headers: { 'content-type': withoutEnd(contentType, '; \t\r\n') },
      // Every part is collected whole: the request's size is bounded already.
      isFile: () => false,
      onFile: () => () => undefined,
      maxParts: MOST_PARTS,
      maxFieldSize: bytes.length,
      onField,
      onError: (error) => {
        failure ??= error._tag;
      },
      onDone: () => {
        complete = true;
      },
    });
    parser.write(bytes);
    parser.end();
  } catch (error) {
    // A filename that is not percent-encoded as it says, for one: the body is all that the parser can trip over.
    failure ??= String(error);
  }
  if (failure === undefined && complete) return parts;
  throw new FaceError(
    CODES.BAD_REQUEST,
    `the body is no complete multipart/form-data (${failure ?? 'no closing boundary'})`,
  );
}

/** From the header itself: the parser gives no name where a semicolon ends it, as the documents' samples do. */
function nameOf({ headers }: PartInfo): string {
  const disposition = [headers['content-disposition'] ?? ''].flat().join(';');
  // One parameter after the other, so that what looks like one inside a quoted filename is none.
  const parameters = disposition.matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g);
  for (const [, key, quoted, bare] of parameters) {
    if (key.toLowerCase() === 'name') return quoted?.replace(/\\(.)/g, '$1') ?? bare.trim();
  }
  return '';
}
