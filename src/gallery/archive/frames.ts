import { CODES, FaceError } from '../../protocol';
import { concatenate, fromJsonBytes, jsonBytes, packNumbers, unpackNumbers } from '../bytes';
import type { BytesQueue } from './bytes-queue';
import { parsePerson } from './parse';
import type { ArchivedPerson, ArchiveManifest } from './types';

/** A frame is its kind, the length of its content as u32 little endian, and the content. */
const KINDS = { manifest: 1, person: 2, end: 3 } as const;
const PREFIX_BYTES = 5;
/** Twenty faces of the largest templates, and what is written of them. */
const MAX_FRAME_BYTES = 8 * 2 ** 20;

export interface ArchiveEnd {
  readonly persons: number;
  readonly faces: number;
}

export type Frame =
  | { readonly kind: 'manifest'; readonly manifest: ArchiveManifest }
  | { readonly kind: 'person'; readonly person: ArchivedPerson }
  | { readonly kind: 'end'; readonly end: ArchiveEnd };

export function manifestFrame(manifest: ArchiveManifest): Uint8Array<ArrayBuffer> {
  return frame(KINDS.manifest, jsonBytes(manifest));
}

export function endFrame(end: ArchiveEnd): Uint8Array<ArrayBuffer> {
  return frame(KINDS.end, jsonBytes(end));
}

/**
 * Templates stand after the JSON, in the order of the faces, each with as many numbers as its face's `dimension`; after a face's own the
 * one by the second network, where it has one.
 */
export function personFrame({ faces, ...person }: ArchivedPerson): Uint8Array<ArrayBuffer> {
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
  return frame(KINDS.person, packNumbers({ ...person, faces: described }, concatenate(templates)));
}

/** The next frame, if all of it has come. FaceError −1313 for one that makes no sense. */
export function takeFrame(bytes: BytesQueue): Frame | undefined {
  if (bytes.length < PREFIX_BYTES) return undefined;
  const prefix = bytes.peek(PREFIX_BYTES);
  const length = new DataView(prefix.buffer).getUint32(1, true);
  if (length > MAX_FRAME_BYTES) throw senseless('a frame that is too long');
  if (bytes.length < PREFIX_BYTES + length) return undefined;
  bytes.take(PREFIX_BYTES);
  return parseFrame(prefix[0], bytes.take(length));
}

function parseFrame(kind: number, content: Uint8Array<ArrayBuffer>): Frame {
  try {
    if (kind === KINDS.person) {
      const { value, numbers } = unpackNumbers<unknown>(content);
      return { kind: 'person', person: parsePerson(value, numbers) };
    }
    const value = fromJsonBytes<Record<string, unknown>>(content);
    const persons = count(value.persons);
    const faces = count(value.faces);
    if (kind === KINDS.end) return { kind: 'end', end: { persons, faces } };
    if (kind === KINDS.manifest) {
      return { kind: 'manifest', manifest: { persons, faces, created: String(value.created) } };
    }
  } catch (cause) {
    throw cause instanceof FaceError ? cause : senseless('a frame that cannot be read', cause);
  }
  throw senseless(`a frame of kind ${kind}`);
}

export function senseless(what: string, cause?: unknown): FaceError {
  return new FaceError(CODES.PARAMETER_INVALID, `the gallery file has ${what}`, { kind: 'archive', cause });
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw senseless('a count that is none');
}

function frame(kind: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PREFIX_BYTES + content.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setUint32(1, content.length, true);
  bytes.set(content, PREFIX_BYTES);
  return bytes;
}
