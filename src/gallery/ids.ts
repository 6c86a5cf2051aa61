import { FaceError, LIMITS } from '../protocol';

/** Letters, digits and `-%@#&_`: the successor API's rule, which also keeps out space, slash, tab and newline. */
const ID_PATTERN = /^[A-Za-z0-9\-%@#&_]+$/;

const encoder = new TextEncoder();

/** Throws FaceError −1301 for a missing or empty id, −1304 for one over 64 bytes, −1313 for other characters. */
export function checkId(field: string, value: unknown): asserts value is string {
  if (value === undefined || value === null || value === '') throw new FaceError(-1301, `${field} is empty`);
  if (typeof value !== 'string') throw new FaceError(-1313, `${field} must be a string`);
  if (encoder.encode(value).length > LIMITS.idBytes) {
    throw new FaceError(-1304, `${field} is longer than ${LIMITS.idBytes} bytes`);
  }
  if (!ID_PATTERN.test(value)) {
    throw new FaceError(-1313, `${field} may hold letters, digits and -%@#&_ only`);
  }
}

/** As `checkId` for each; an empty list is −1301. Returns the ids without repetitions, in order. */
export function checkIds(field: string, values: unknown): string[] {
  if (!Array.isArray(values)) throw new FaceError(values ? -1313 : -1301, `${field} must be a list of ids`);
  if (values.length === 0) throw new FaceError(-1301, `${field} is empty`);
  const ids = values.map((value: unknown, i) => {
    checkId(`${field}[${i}]`, value);
    return value;
  });
  return [...new Set(ids)];
}

/** Free text: person_name, tag. Throws FaceError −1304 when too long, −1313 when it is no string. */
export function checkText(field: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new FaceError(-1313, `${field} must be a string`);
  if (encoder.encode(value).length > LIMITS.textBytes) {
    throw new FaceError(-1304, `${field} is longer than ${LIMITS.textBytes} bytes`);
  }
}

/** A 19-digit decimal like the retired service's face ids: 63 random bits, so that 64-bit clients can hold it. */
export function newFaceId(): string {
  const [bits] = crypto.getRandomValues(new BigUint64Array(1));
  return (bits >> 1n).toString().padStart(19, '0');
}
