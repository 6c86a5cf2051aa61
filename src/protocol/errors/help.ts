import { CODES, type ErrorCode } from './codes';

const NAMES = new Map<ErrorCode, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** The heading of the documentation's page of errors that speaks of a code and, where the code has kinds, of a kind. */
export function headingOf(code: ErrorCode, kind?: string): string {
  const name = NAMES.get(code) ?? '';
  return (kind === undefined ? name : `${name}-${kind}`).toLowerCase().replaceAll('_', '-');
}
