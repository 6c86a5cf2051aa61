import { CODES, FaceError } from '../errors';
import { LIMITS } from './limits';

/** Letters, digits and `-%@#&_`: the successor API's rule, which also keeps out space, slash, tab and newline. */
const ID_PATTERN = /^[A-Za-z0-9\-%@#&_]+$/;

const encoder = new TextEncoder();

/** Throws FaceError −1301 for a missing or empty id, −1304 for one over 64 bytes, −1313 for other characters. */
export function checkId(field: string, value: unknown): asserts value is string {
  if (value === undefined || value === null || value === '')
    throw new FaceError(CODES.PARAMETER_EMPTY, `${field} is empty`);
  if (typeof value !== 'string')
    throw new FaceError(CODES.PARAMETER_INVALID, `${field} must be a string`, { kind: 'id' });
  // A text has at least as many bytes as characters: a long one need not be encoded.
  if (value.length > LIMITS.idBytes || encoder.encode(value).length > LIMITS.idBytes) {
    throw new FaceError(CODES.PARAMETER_TOO_LONG, `${field} is longer than ${LIMITS.idBytes} bytes`);
  }
  if (!ID_PATTERN.test(value)) {
    throw new FaceError(CODES.PARAMETER_INVALID, `${field} may contain only letters, digits and -%@#&_`, {
      kind: 'id',
    });
  }
}
