import type * as v from 'valibot';
import type { FaceEngine } from '../../api';
import { type ErrorCode, LIMITS } from '../../protocol';

export type Fields = v.ObjectSchema<v.ObjectEntries, undefined>;

/** What the endpoint takes beside JSON. */
type Pictures = 'none' | 'multipart' | 'multipart or base64';

/**
 * What an endpoint does to the gallery. `read`: nothing, so that it may be carried out again. `delete`: it frees space; carried out twice
 * it changes nothing more.
 */
export type Effect = 'read' | 'write' | 'delete';

/** One endpoint: everything that validation, documentation, types and the handler know of it. */
export interface Route {
  /** Action in the path: `/face/<name>`. */
  readonly name: string;
  readonly summary: string;
  readonly effect: Effect;
  readonly pictures: Pictures;
  readonly request: Fields;
  /** Name of the answer's type. */
  readonly answer?: string;
  /** Of the answer's `data`; both absent where the device cannot answer yet. */
  readonly data?: Fields;
  /** Codes of its own, beside those that every endpoint or every picture may raise. */
  readonly codes: readonly ErrorCode[];
  /** Bytes that a request may have. */
  readonly maxBytes: number;
  /** Answers with what `data` describes, or throws FaceError. */
  readonly handle: (engine: FaceEngine, request: never, signal: AbortSignal) => Promise<object>;
}

interface Definition<Request extends Fields, Data extends Fields> {
  readonly name: string;
  readonly summary: string;
  readonly effect: Effect;
  readonly pictures?: Pictures;
  readonly request: Request;
  readonly answer: string;
  readonly data: Data;
  readonly codes?: readonly ErrorCode[];
  /** 1.5 MiB where nothing else is said. */
  readonly maxBytes?: number;
  readonly handle: (
    engine: FaceEngine,
    request: v.InferOutput<Request>,
    signal: AbortSignal,
  ) => Promise<v.InferOutput<Data>>;
}

/** Ties a handler to the types of its schemas. */
export function route<Request extends Fields, Data extends Fields>(
  definition: Definition<Request, Data>,
): Route {
  return { pictures: 'none', codes: [], maxBytes: LIMITS.requestBytes, ...definition };
}
