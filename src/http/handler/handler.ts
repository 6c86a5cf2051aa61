import type { FaceEngine } from '../../api';
import { CODES, ERROR_NAMES, type ErrorCode, FaceError } from '../../protocol';
import { parseBody, readBody } from '../body';
import { ROUTES, type Route } from '../contract';
import { type Secret, signatureCheck } from '../signature';
import { parseFields } from './parse';

export interface HandlerOptions {
  /**
   * Checks every request's `Authorization` header against these. Without, no signature is asked for: secrets inside
   * a page prove nothing to anyone who can read the page.
   */
  readonly secrets?: readonly Secret[];
  /** Unix time in seconds, for the lifetime of signatures. */
  readonly now?: () => number;
}

export type Handler = (request: Request) => Promise<Response>;

/**
 * The v1 wire in front of an engine: answers POST /face/<action>, JSON or multipart, with `{data, code, message}`.
 * HTTP status is 200 whatever the code, 404 for an unknown path, 405 for another method. The request's appid names
 * the gallery, whatever the engine's own is. Rejects only with the reason of a request's aborted signal.
 * Throws FaceError −1313 for a secret that lacks something.
 */
export function createHandler(
  engine: FaceEngine | Promise<FaceEngine>,
  options: HandlerOptions = {},
): Handler {
  const routes = new Map(ROUTES.map((route) => [`/face/${route.name}`, route]));
  const check = options.secrets && signatureCheck(options.secrets, options.now ?? unixSeconds);

  async function dataOf(route: Route, request: Request): Promise<object> {
    const bytes = await readBody(request, route.maxBytes);
    const signed = await check?.(request.headers.get('authorization') ?? '');
    const raw = parseBody(bytes, request.headers.get('content-type'));
    const fields = parseFields(route.request, raw);
    if (signed !== undefined && signed.appid !== fields.appid) {
      throw new FaceError(CODES.SIGNATURE_FOR_OTHER_APPID, 'the signature is for another appid');
    }
    const { signal } = request;
    return route.handle((await engine).withAppid(fields.appid), fields as never, signal);
  }

  return async (request) => {
    const route = routes.get(new URL(request.url).pathname);
    if (route === undefined)
      return failed(new FaceError(CODES.BAD_REQUEST, 'there is no such endpoint'), 404);
    if (request.method !== 'POST') {
      return failed(new FaceError(CODES.BAD_REQUEST, `${request.method} is not POST`), 405, {
        Allow: 'POST',
      });
    }
    try {
      return envelope(await dataOf(route, request), 0, 'OK');
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      return failed(
        error instanceof FaceError
          ? error
          : new FaceError(CODES.INTERNAL, String(error), { kind: 'unexpected', cause: error }),
      );
    }
  };
}

/** `message` is the constant alone, which clients compare; what to do about it is in `data.detail`. */
function failed(error: FaceError, status = 200, headers: Record<string, string> = {}): Response {
  const { fail_flag, faces } = error.data ?? {};
  const ret_codes = faces?.map((face) => face.error.code);
  return envelope(
    { ...(fail_flag && { fail_flag }), ...(ret_codes && { ret_codes }), detail: error.detail },
    error.code,
    ERROR_NAMES[error.code],
    status,
    headers,
  );
}

function envelope(
  data: object,
  code: 0 | ErrorCode,
  message: string,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ data, code, message }), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
