import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type * as v1 from '../../src/api/v1';
import type { HandlerOptions as HttpHandlerOptions } from '../../src/http';
import { HEADERS } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';
import { faultsOf } from '../support/envelope';
import { disposition, multipart, type Part } from './sdk/parts';
import type { WireRequest } from './sdk/wire';

/**
 * Fields of every endpoint's answer, and of an error's: a test reads those that its endpoint has. That they are there,
 * with their types and no others, is checked against the contract at run time.
 */
type AnyData = v1.NewPersonData &
  v1.DelPersonData &
  v1.GetInfoData &
  v1.AddFaceData &
  v1.GetFaceInfoData &
  v1.GetPersonIdsData &
  v1.VerifyData &
  v1.IdentifyData &
  v1.MultiIdentifyData &
  v1.CompareData &
  v1.DetectData &
  v1.ShapeData &
  v1.LiveDetectPictureData & { readonly detail: string };

/** What came back over the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly code: number;
  readonly message: string;
  readonly data: AnyData;
}

type FieldValue = string | number | boolean | Uint8Array | readonly (string | Uint8Array)[] | null;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** How the fields travel. */
export type Encoding = 'JSON' | 'multipart';
export const ENCODINGS: readonly Encoding[] = ['JSON', 'multipart'];

export interface Api extends AsyncDisposable {
  /** Sends a request byte for byte and checks the answer's shape against the contract. */
  readonly send: (request: WireRequest) => Promise<Answer>;
  /** The same from fields. */
  readonly call: (
    action: string,
    fields: FieldValues,
    encoding?: Encoding,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Loads the page again; what it had stored is all that is left. */
  readonly reopen: () => Promise<void>;
  readonly tab: Awaited<ReturnType<typeof openEngineTab>>;
}

const RETIRED = 'https://recognition.image.myqcloud.com';

/** As far as they can be handed to a page. */
export type HandlerOptions = Pick<HttpHandlerOptions, 'secrets'>;

/** The two ways in which a client's request reaches an engine. */
const WAYS = ['handler', 'service worker'] as const;
export type Way = (typeof WAYS)[number];

/** The page's policy must allow the retired hosts: it is checked before a service worker sees a request. */
const OPEN_HEADERS = {
  ...HEADERS,
  'Content-Security-Policy': HEADERS['Content-Security-Policy'].replace(
    'connect-src',
    `connect-src ${RETIRED}`,
  ),
};

/** Runs a suite both ways, each in a page of its own. `run` gets a function, since the page opens later. */
export function bothWays(run: (api: () => Api, way: Way) => void, handler: HandlerOptions = {}): void {
  describe.each(WAYS)('through the %s:', (way) => {
    let api: Api;
    beforeAll(async () => {
      api = await openApi(way, handler);
    });
    afterAll(() => api?.[Symbol.asyncDispose]());
    run(() => api, way);
  });
}

/** A page with an engine that answers requests one way. */
export async function openApi(way: Way, options: HandlerOptions = {}): Promise<Api> {
  const tab = await openEngineTab({
    headers: OPEN_HEADERS,
    folders: { '/photos/': PHOTO_FOLDER },
    pages: { '/v1.sw.js': SERVICE_WORKER },
  });
  const ready = () => tab.page.evaluate(answerRequests, { way, options });
  await ready();
  const send = async (request: WireRequest): Promise<Answer> => {
    const body = Buffer.from(request.body).toString('base64');
    const seen = await tab.page.evaluate(sendFromPage, { ...request, body, base: RETIRED });
    const answer = { status: seen.status, type: seen.type, ...JSON.parse(seen.text) };
    expect(faultsOf(request.path, answer), `${request.path} ${JSON.stringify(answer.data)}`).toEqual([]);
    return answer;
  };
  return {
    tab,
    reopen: async () => {
      await tab.page.reload();
      await prepare(tab);
      await ready();
    },
    send,
    call: (action, fields, encoding = 'JSON', headers = {}) =>
      send(requestOf(action, fields, encoding, headers)),
    [Symbol.asyncDispose]: () => tab[Symbol.asyncDispose](),
  };
}

/** At the root, whose scope is the whole site. */
const SERVICE_WORKER = readFileSync(resolve(import.meta.dirname, '../../dist/assets/v1.sw.js'), 'utf8');
const PHOTO_FOLDER = dirname(packagePhoto(1));

declare global {
  /** Sends a request the way under test. */
  var send: (request: Request) => Promise<Response>;
}

/** In the page: an engine answers what `send` sends. */
async function answerRequests({ way, options }: { way: Way; options: HandlerOptions }): Promise<void> {
  const handle = mienHttp.createHandler(engine, options);
  if (way === 'service worker') await mienHttp.installV1(engine, { ...options, serviceWorker: '/v1.sw.js' });
  globalThis.send = (request) => (way === 'handler' ? handle(request) : fetch(request));
}

async function sendFromPage(request: {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  base: string;
}): Promise<{ status: number; type: string | null; text: string }> {
  const { path, headers, base } = request;
  const body = Uint8Array.from(atob(request.body), (character) => character.charCodeAt(0));
  const response = await send(new Request(base + path, { method: 'POST', headers, body }));
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const BOUNDARY = '----mien-conformance';

/** A plain request: a JSON body, or multipart as browsers write it. */
export function requestOf(
  action: string,
  fields: FieldValues,
  encoding: Encoding,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  const path = `/face/${action}`;
  if (encoding === 'JSON') {
    const body = new TextEncoder().encode(JSON.stringify(fields));
    return { path, headers: { 'Content-Type': 'application/json', ...headers }, body };
  }
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((each, i) => part(`${name}[${i}]`, each))
      : [part(name, value as FieldValue)],
  );
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  return { path, headers: { 'Content-Type': type, ...headers }, body: multipart(BOUNDARY, parts) };
}

function part(name: string, value: FieldValue): Part {
  return value instanceof Uint8Array
    ? { headers: [disposition(name, 'photo.jpg'), 'Content-Type: image/jpeg'], body: value }
    : { headers: [disposition(name)], body: String(value ?? '') };
}

/** Bytes of a package photo, 1…6. */
export function photo(n: number): Uint8Array {
  return new Uint8Array(readFileSync(packagePhoto(n)));
}
