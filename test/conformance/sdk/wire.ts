import { bytes } from './parts';

/** A POST request as a client of the v1 API sends it. */
export interface WireRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What every call takes, whichever the endpoint. */
export interface Caller {
  /** Only the PHP SDK passes a number on as one. */
  readonly appid: string | number;
  readonly bucket: string;
  /** Base64 of MAC and text; without it the header is left out. */
  readonly authorization?: string;
  /** Path of the picture file; without it the picture is given as bytes. */
  readonly file?: string;
}

/** What goes into the text that is signed. Times in seconds. */
export interface Signing {
  readonly appid: string | number;
  readonly bucket: string;
  readonly secretId: string;
  readonly now: number;
  readonly expires: number;
  readonly rand: number;
}

interface Values {
  readonly group_id: string;
  readonly group_ids: readonly string[];
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  readonly face_id: string;
  readonly face_ids: readonly string[];
  readonly session_id: string;
  readonly sign: string;
  readonly mode: 0 | 1;
  readonly url: string;
  readonly urls: readonly string[];
  readonly urlA: string;
  readonly urlB: string;
  readonly image: Uint8Array;
  readonly images: readonly Uint8Array[];
  readonly imageA: Uint8Array;
  readonly imageB: Uint8Array;
}

export type Name = keyof Values;
type Given = Caller & Partial<Values>;

export type Single = string | number | Uint8Array;
export type Value = Single | readonly (string | Uint8Array)[];
/** undefined: a field the SDK knows and the caller left out. */
export type Entry<V = Value | undefined> = readonly [name: string, value: V];
type Writer = (path: string, entries: readonly Entry[], caller: Caller) => WireRequest;

export type ClientName = 'java' | 'php' | 'python' | 'cpp' | 'node' | 'documents';

/** What a client does in its own way. */
export interface ClientHabits {
  readonly signatureText: (signing: Signing) => string;
  readonly writeJson: Writer;
  /** For calls with bytes of pictures; absent where the client has none. */
  readonly writeForm?: Writer;
  /** Calls that are written otherwise than their fields say. */
  readonly written?: Readonly<Record<string, Writer>>;
  /** The fields that come first, by endpoint; appid and bucket where absent. */
  readonly account?: (endpoint: string) => readonly ('appid' | 'bucket')[];
  /** What a call gives where the caller gives nothing. */
  readonly defaults?: Readonly<Record<string, Partial<Given>>>;
}

/** A call as a client makes it, from the fields it takes and any others. */
export type Call = (given: Given) => WireRequest;

/** Adds the headers that follow from caller and body. */
export function request(
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  { authorization }: Caller,
): WireRequest {
  const sent = bytes(body);
  const signed = authorization === undefined ? {} : { Authorization: authorization };
  return { path, headers: { ...signed, ...headers, 'Content-Length': String(sent.length) }, body: sent };
}
