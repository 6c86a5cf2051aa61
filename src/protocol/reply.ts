import { CODES, type ErrorCode } from './codes';
import { type ErrorData, FaceError } from './errors';

/** What crosses the thread when a call fails: comlink alone would drop a FaceError's code. */
interface WireError {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Stack or text of what lay beneath, for the developer. */
  readonly cause?: string;
  readonly data?: ErrorData;
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
  const { code, detail, cause, data } = reply.error;
  throw new FaceError(code, detail, cause, data);
}

function toWireError(error: unknown): WireError {
  if (!(error instanceof FaceError))
    return { code: CODES.INTERNAL, detail: describe(error), cause: trace(error) };
  const { code, detail, cause, data } = error;
  return {
    code,
    detail,
    ...(cause === undefined ? {} : { cause: trace(cause) }),
    ...(data === undefined ? {} : { data }),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? describe(error)) : String(error);
}
