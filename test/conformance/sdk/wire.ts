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

type Name = keyof Values;
/** A field of an endpoint; `?` marks one that the caller may leave out. */
type Field = Name | `${Name}?`;
type OptionalName<F extends Field> = F extends `${infer N extends Name}?` ? N : never;
export type Given<F extends Field> = Caller &
  Pick<Values, Extract<F, Name>> &
  Partial<Pick<Values, OptionalName<F>>>;

export type Single = string | number | Uint8Array;
export type Value = Single | readonly (string | Uint8Array)[];
/** undefined: a field the SDK knows and the caller left out. */
export type Entry<V = Value | undefined> = readonly [name: string, value: V];
export type Writer = (path: string, entries: readonly Entry[], caller: Caller) => WireRequest;

/** Makes the endpoints that one writer serves; each lists its fields in the order the SDK sets them. */
export function endpoints(write: Writer, account: readonly ('appid' | 'bucket')[] = ['appid', 'bucket']) {
  return <const F extends Field>(action: string, ...fields: readonly F[]) =>
    (given: Given<F>): WireRequest => {
      const values: Caller & Partial<Values> = given;
      const names = [...account, ...fields.map((field) => field.replace('?', '') as Name)];
      return write(
        `/face/${action}`,
        names.map((name) => [name, name === 'appid' ? String(values.appid) : values[name]]),
        given,
      );
    };
}

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
