import { CODES, ERROR_NAMES, type ErrorCode, type FaceError } from '../../protocol';

export const UNCERTAIN = 'what worked on this request is gone: the change may have been made or not';

/** The API's own form for an internal error, for everything that kept a page from answering. */
export function unavailable(detail: string): Response {
  return envelope(CODES.INTERNAL, detail, 503);
}

/** What a page would answer to a body that is too large for every route, or that cannot be read. */
export function refused({ code, detail }: FaceError): Response {
  return envelope(code, detail, 200);
}

function envelope(code: ErrorCode, detail: string, status: number): Response {
  return Response.json({ data: { detail }, code, message: ERROR_NAMES[code] }, { status });
}
