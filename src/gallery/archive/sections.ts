import { CODES, FaceError } from '../../protocol';
import { concatenate, fromJsonBytes, jsonBytes, packNumbers, unpackNumbers } from '../bytes';
import type { BytesQueue } from './bytes-queue';
import { parsePerson } from './parse';
import type { ArchiveContents, ArchivedPerson } from './types';

/** A section is its kind, the length of its content as u32 little endian, and the content. */
const KINDS = { contents: 1, person: 2, end: 3 } as const;
const PREFIX_BYTES = 5;
/** Twenty faces of the largest templates, and what is written of them. */
const MAX_SECTION_BYTES = 8 * 2 ** 20;

export interface ArchiveEnd {
  readonly persons: number;
  readonly faces: number;
}

export type Section =
  | { readonly kind: 'contents'; readonly contents: ArchiveContents }
  | { readonly kind: 'person'; readonly person: ArchivedPerson }
  | { readonly kind: 'end'; readonly end: ArchiveEnd };

export function contentsSection(contents: ArchiveContents): Uint8Array<ArrayBuffer> {
  return section(KINDS.contents, jsonBytes(contents));
}

export function endSection(end: ArchiveEnd): Uint8Array<ArrayBuffer> {
  return section(KINDS.end, jsonBytes(end));
}

/**
 * Templates stand after the JSON, in the order of the faces, each with as many numbers as its face's `dimension`; after a face's own the
 * one by the second network, where it has one.
 */
export function personSection({ faces, ...person }: ArchivedPerson): Uint8Array<ArrayBuffer> {
  const described = faces.map(({ face_id, tag, origin, face, pose, image, template, second }) => ({
    face_id,
    tag,
    origin,
    dimension: template.length,
    ...(second && { second: { origin: second.origin, dimension: second.template.length } }),
    face,
    pose,
    image,
  }));
  const templates = faces.flatMap(({ template, second }) =>
    second ? [template, second.template] : [template],
  );
  return section(KINDS.person, packNumbers({ ...person, faces: described }, concatenate(templates)));
}

/** The next section, if all of it has come. FaceError −1313 for one that makes no sense. */
export function takeSection(bytes: BytesQueue): Section | undefined {
  if (bytes.length < PREFIX_BYTES) return undefined;
  const prefix = bytes.peek(PREFIX_BYTES);
  const length = new DataView(prefix.buffer).getUint32(1, true);
  if (length > MAX_SECTION_BYTES) throw senseless('a section that is too long');
  if (bytes.length < PREFIX_BYTES + length) return undefined;
  bytes.take(PREFIX_BYTES);
  return parseSection(prefix[0], bytes.take(length));
}

function parseSection(kind: number, content: Uint8Array<ArrayBuffer>): Section {
  try {
    if (kind === KINDS.person) {
      const { value, numbers } = unpackNumbers<unknown>(content);
      return { kind: 'person', person: parsePerson(value, numbers) };
    }
    const value = fromJsonBytes<Record<string, unknown>>(content);
    const persons = count(value.persons);
    const faces = count(value.faces);
    if (kind === KINDS.end) return { kind: 'end', end: { persons, faces } };
    if (kind === KINDS.contents) {
      return { kind: 'contents', contents: { persons, faces, created: String(value.created) } };
    }
  } catch (cause) {
    throw cause instanceof FaceError ? cause : senseless('a section that cannot be read', cause);
  }
  throw senseless(`a section of kind ${kind}`);
}

export function senseless(what: string, cause?: unknown): FaceError {
  return new FaceError(CODES.PARAMETER_INVALID, `the gallery file has ${what}`, { kind: 'archive', cause });
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw senseless('a count that is none');
}

function section(kind: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PREFIX_BYTES + content.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setUint32(1, content.length, true);
  bytes.set(content, PREFIX_BYTES);
  return bytes;
}
