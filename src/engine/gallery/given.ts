import { CODES, FaceError } from '../../protocol';

/** The fields that a method was given. FaceError −1301 when there are none at all, −1313 for what has no fields. */
export function givenFields<T extends object>(method: string, fields: T): T {
  if (fields === undefined || fields === null)
    throw new FaceError(CODES.PARAMETER_EMPTY, `${method} was given no fields`);
  if (typeof fields !== 'object')
    throw new FaceError(CODES.PARAMETER_INVALID, `${method} takes one object with its fields`, {
      kind: 'option',
    });
  return fields;
}

/** FaceError −1313 for what cannot be called. */
export function givenFunction(field: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function')
    throw new FaceError(CODES.PARAMETER_INVALID, `${field} must be a function`, { kind: 'option' });
}
