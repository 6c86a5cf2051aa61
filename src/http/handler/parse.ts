import * as v from 'valibot';
import { CODES, FaceError } from '../../protocol';
import type { RawFields } from '../body';
import type { Fields } from '../contract';

/**
 * The fields that a schema names, as it wants them. A required one that is absent is −1301, a list that is too long
 * −1304, a wrong type 21.
 */
export function parseFields(schema: Fields, raw: RawFields): { readonly appid: string } {
  const parsed = v.safeParse(schema, raw, { abortEarly: true });
  if (parsed.success) return parsed.output as { appid: string };
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? 'request';
  if (issue.input === undefined) throw new FaceError(CODES.PARAMETER_EMPTY, `${path} is empty`);
  // What came is repeated in it, and may be a photo.
  const message = `${path}: ${issue.message.slice(0, 200)}`;
  throw new FaceError(issue.type === 'check' ? CODES.PARAMETER_TOO_LONG : CODES.PARAMETER_TYPE, message);
}
