import { type ErrorCode, FaceError } from './errors';

/** What crosses the thread when a call fails: comlink alone would drop a FaceError's code. */
interface WireError {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Stack or text of what lay beneath, for the developer. */
  readonly cause?: string;
}

/** Every method of a worker answers with one of these and never throws. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/** Worker side: runs `work` and packs its outcome. Anything but a FaceError becomes code 213. */
export async function toReply<T>(work: () => Promise<T> | T): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  }
}

/** Page side: the value, or the FaceError thrown again. */
export function fromReply<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new FaceError(reply.error.code, reply.error.detail, reply.error.cause);
}

function toWireError(error: unknown): WireError {
  const code = error instanceof FaceError ? error.code : 213;
  const detail = error instanceof FaceError ? error.detail : describe(error);
  const beneath = error instanceof FaceError ? error.cause : error;
  return beneath === undefined ? { code, detail } : { code, detail, cause: trace(beneath) };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? describe(error)) : String(error);
}
