import { ERROR_NAMES } from '../../protocol';

/** The API's own form for an internal error, for everything that kept a page from answering. */
export function unavailable(detail: string): Response {
  const code = 213;
  return Response.json({ data: { detail }, code, message: ERROR_NAMES[code] }, { status: 503 });
}
