import { make, type PartInfo } from 'multipasta';
import { FaceError } from '../protocol';
import type { RawFields } from './body';

/** Twenty pictures and a few fields; a body of empty parts must not cost more than its bytes. */
const MOST_PARTS = 200;

/** Names of parts that hold bytes. Neither a filename nor a type tells: clients give both to texts, none to images. */
const PICTURE = /^(?:image|imageA|imageB|images)$/;

/**
 * Parses a multipart body: texts as strings, pictures as Blobs, `name[0]`, `name[1]` and `name[]` as lists in the
 * order of their numbers. Of two parts with one name the last counts. Throws FaceError 3 when it is malformed or
 * cut off.
 *
 * The platform's `formData()` will not do: it reads a part without filename as text, which ruins the bytes of
 * pictures that the PHP SDK sends that way.
 */
export function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): RawFields {
  const fields = new Map<string, unknown>();
  const lists = new Map<string, [index: number, value: unknown][]>();
  for (const { name, value } of readParts(bytes, contentType)) {
    const [, base, index] = /^([^[\]]+)(?:\[(\d*)\])?$/.exec(name) ?? [];
    if (base === undefined) continue;
    const decoded = PICTURE.test(base) ? new Blob([value]) : new TextDecoder().decode(value);
    if (index === undefined) {
      fields.set(base, decoded);
      continue;
    }
    const list = lists.get(base) ?? [];
    lists.set(base, list);
    list.push([index === '' ? list.length : Number(index), decoded]);
  }
  for (const [base, list] of lists) {
    fields.set(
      base,
      list.sort(([a], [b]) => a - b).map(([, value]) => value),
    );
  }
  return Object.fromEntries(fields);
}

interface Part {
  readonly name: string;
  readonly value: Uint8Array<ArrayBuffer>;
}

function readParts(bytes: Uint8Array, contentType: string): Part[] {
  const parts: Part[] = [];
  let failure: string | undefined;
  let complete = false;
  const parser = make({
    headers: { 'content-type': contentType },
    // Every part is collected whole: the request's size is bounded already.
    isFile: () => false,
    onFile: () => () => undefined,
    maxParts: MOST_PARTS,
    maxFieldSize: bytes.length,
    onField: (info, value) => parts.push({ name: nameOf(info), value: new Uint8Array(value) }),
    onError: (error) => {
      failure ??= error._tag;
    },
    onDone: () => {
      complete = true;
    },
  });
  parser.write(bytes);
  parser.end();
  if (failure === undefined && complete) return parts;
  throw new FaceError(3, `the body is no complete multipart/form-data (${failure ?? 'no closing boundary'})`);
}

/** From the header itself: the parser gives no name where a semicolon ends it, as the documents' samples do. */
function nameOf({ headers }: PartInfo): string {
  const disposition = [headers['content-disposition'] ?? ''].flat().join(';');
  const [, quoted, bare] = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
}
