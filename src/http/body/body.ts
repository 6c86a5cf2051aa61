import { CODES, FaceError } from '../../protocol';
import { parseMultipart } from './multipart';
import type { RawFields } from './raw-fields';

const MAY_BE_EMPTY: readonly string[] = ['person_name', 'tag'];

/**
 * Parses a body as what its Content-Type says; text without one is JSON, since that is what clients send that
 * set none. Fields that are null or empty count as absent, but for names and remarks, which may be emptied.
 * Code 3 when it is not what it says.
 */
export function parseBody(bytes: Uint8Array<ArrayBuffer>, contentType: string | null): RawFields {
  // The Node client writes "application/json,utf-8".
  const type = (contentType ?? '').split(/[;,]/)[0].trim().toLowerCase();
  if (type === 'multipart/form-data') return withoutEmpty(parseMultipart(bytes, contentType ?? ''));
  if (['application/json', 'text/json', 'text/plain', ''].includes(type))
    return withoutEmpty(parseJson(bytes));
  throw new FaceError(
    CODES.BAD_REQUEST,
    `Content-Type ${type} is neither application/json nor multipart/form-data`,
  );
}

function parseJson(bytes: Uint8Array): RawFields {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new FaceError(CODES.BAD_REQUEST, 'the body is not JSON', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FaceError(CODES.BAD_REQUEST, 'the body is not a JSON object');
  }
  return { ...value };
}

function withoutEmpty(fields: RawFields): RawFields {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isAbsent(name, value)));
}

function isAbsent(name: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (value === '') return !MAY_BE_EMPTY.includes(name);
  return Array.isArray(value) && value.length === 0;
}
