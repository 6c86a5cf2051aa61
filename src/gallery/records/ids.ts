import { CODES, checkId, FaceError, LIMITS } from '../../protocol';

const encoder = new TextEncoder();

/** As `checkId` for each; an empty list is −1301, one that is too long −1304. Returns the ids without repetitions, in order. */
export function checkIds(field: string, values: unknown): string[] {
  if (!Array.isArray(values))
    throw values
      ? new FaceError(CODES.PARAMETER_INVALID, `${field} must be a list of ids`, { kind: 'id' })
      : new FaceError(CODES.PARAMETER_EMPTY, `${field} must be a list of ids`);
  if (values.length === 0) throw new FaceError(CODES.PARAMETER_EMPTY, `${field} is empty`);
  if (values.length > LIMITS.listedIds)
    throw new FaceError(CODES.PARAMETER_TOO_LONG, `${field} has more than ${LIMITS.listedIds} ids`);
  const ids = values.map((value: unknown, i) => {
    checkId(`${field}[${i}]`, value);
    return value;
  });
  return [...new Set(ids)];
}

/** Free text: person_name, tag. Throws FaceError −1304 when too long, −1313 when it is no string. */
export function checkText(field: string, value: unknown): asserts value is string {
  if (typeof value !== 'string')
    throw new FaceError(CODES.PARAMETER_INVALID, `${field} must be a string`, { kind: 'text' });
  if (value.length > LIMITS.textBytes || encoder.encode(value).length > LIMITS.textBytes) {
    throw new FaceError(CODES.PARAMETER_TOO_LONG, `${field} is longer than ${LIMITS.textBytes} bytes`);
  }
}
