import fc from 'fast-check';
import { ROUTES } from '../../src/http/contract';
import { flatPng } from '../../src/vision/decode/testing';

/** A request as the page builds it. `@photo1@` and `@photo2@` stand for base64 of photos, which would be much to carry. */
export interface FuzzedRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FuzzedBody;
  /** Whether the handler asks for signatures. */
  readonly signed: boolean;
}

export type FuzzedBody =
  | { readonly kind: 'text'; readonly text: string; readonly damage: readonly Damage[] }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'parts'; readonly parts: readonly FuzzedPart[]; readonly damage: readonly Damage[] }
  /** A body that cannot be read to its end. */
  | { readonly kind: 'broken'; readonly how: 'errors' | 'locked' | 'used' | 'texts' | 'empty' };

/** `at`: 0…1 of the body's length. */
interface Damage {
  readonly how: 'flip' | 'cut' | 'insert' | 'remove';
  readonly at: number;
}

interface FuzzedPart {
  readonly headers: readonly string[];
  readonly value: string;
  /** Whether `value` is base64 of the part's bytes. */
  readonly isBase64: boolean;
}

/** The gallery that no request changes: "ann" with photo 1, in "staff". */
export const KEPT = { appid: 'kept', person_id: 'ann', group_id: 'staff' } as const;
export const BOUNDARY = '----fuzz';

const WRITES = ['newperson', 'delperson', 'setinfo', 'addface', 'delface', 'addgroupids', 'delgroupids'];
const JPEG_START = '/9j/4AAQSkZJRgABAQEASABIAAD/2wBD';
const FLAT = flatPng(48, 48).toString('base64');

/** Any text that is no path of this origin: a path is fetched, as it should be. */
const oddText = fc
  .oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }))
  .map((text) => (/^\s*\.{0,2}\//.test(text) ? `x${text}` : text));

/** Mostly one that there is, or may be. */
const idLike = (...usual: string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: oddText },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '__proto__', 'x'.repeat(65), 'a/b', '名', '%00', '1'.repeat(5000)),
    },
  );
const person_id = idLike(KEPT.person_id, KEPT.person_id, 'bob');
const group_id = idLike(KEPT.group_id, KEPT.group_id, 'night');
const id = idLike('any');
const face_id = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String), id);

/** Given as a text: what may be a picture, and what must not be fetched. */
const pictureText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('@photo1@', '@photo2@', 'data:image/jpeg;base64,@photo1@') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(FLAT, `data:image/png;base64,${FLAT}`, FLAT.replace(/.{20}/g, '$&\n')),
  },
  { weight: 3, arbitrary: fc.base64String({ maxLength: 3000 }).map((rest) => JPEG_START + rest) },
  { weight: 3, arbitrary: fc.nat({ max: FLAT.length }).map((length) => FLAT.slice(0, length)) },
  { weight: 2, arbitrary: fc.base64String({ minLength: 300, maxLength: 400 }).map((rest) => `/${rest}`) },
  { weight: 2, arbitrary: fc.base64String({ minLength: 2100, maxLength: 2200 }).map((rest) => `./${rest}`) },
  {
    weight: 2,
    arbitrary: fc.webUrl().map((url) => url.replace(/^https?:\/\/[^/]*/, 'https://elsewhere.example')),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '//elsewhere.example/a.jpg',
      '\\\\elsewhere.example\\a.jpg',
      '/\\elsewhere.example/a.jpg',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'blob:null/1',
      'http://',
      'about:blank',
      'data:',
      'data:,',
      'data:;base64,%',
      '/9j',
      '/9j/../a.jpg',
      '\t/9j/4A',
    ),
  },
  { weight: 2, arbitrary: oddText },
);

/** Of any type, for a field that wants another. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 3, maxKeys: 4 }),
  fc.constantFrom(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER + 1, [], {}, [[]], ''),
  fc.array(fc.constant('x'), { minLength: 200, maxLength: 200 }),
);

function fieldFor(name: string): fc.Arbitrary<unknown> {
  if (/^(image|url)/.test(name)) {
    const several = fc.array(pictureText, { maxLength: 4 });
    return name.endsWith('s') ? several : fc.oneof({ weight: 6, arbitrary: pictureText }, several);
  }
  if (name === 'person_id') return person_id;
  if (name === 'group_id') return group_id;
  if (name.endsWith('_ids')) {
    const each = name === 'group_ids' ? group_id : face_id;
    return fc.oneof(fc.array(each, { maxLength: 5 }), each);
  }
  if (name === 'face_id') return face_id;
  if (name === 'mode') return fc.constantFrom<unknown>(0, 1, '0', '1', 2, 'x');
  return id;
}

/** Fields of the endpoint, most of them as they should be, and some that it does not know. */
function fieldsOf(action: string): fc.Arbitrary<Record<string, unknown>> {
  const route = ROUTES.find(({ name }) => name === action);
  const known = Object.keys(route?.request.entries ?? { appid: 0, person_id: 0 });
  const appid = WRITES.includes(action) ? ['other', 'another'] : [KEPT.appid, KEPT.appid, 'other'];
  const shape = known.map((name): [string, fc.Arbitrary<unknown>] => [
    name,
    fc.oneof(
      { weight: 20, arbitrary: name === 'appid' ? fc.constantFrom(...appid) : fieldFor(name) },
      {
        weight: 1,
        arbitrary: name === 'appid' ? fc.constantFrom<unknown>('', 'a b', 7.5, true, []) : anything,
      },
    ),
  ]);
  const extra = fc.constantFrom('bucket', '__proto__', 'constructor', 'toString', 'sign');
  return fc
    .tuple(
      fc.record(Object.fromEntries(shape), { requiredKeys: known.filter((name) => name !== 'url') }),
      fc.dictionary(extra, anything, { maxKeys: 2 }),
    )
    .map(([fields, others]) => ({ ...others, ...fields }));
}

const damage = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        how: fc.constantFrom<Damage['how'][]>('flip', 'cut', 'insert', 'remove'),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  },
);

const TYPES = ['application/json', 'Application/JSON;charset=utf-8', 'application/json,utf-8', 'text/plain'];
const ODD_TYPES = [
  '',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'image/jpeg',
  ';;',
  'text/plain;=',
];

function jsonOf(fields: Record<string, unknown>): string {
  try {
    return JSON.stringify(fields) ?? '';
  } catch {
    return '{"appid":"kept"'; // a bigint or a circle: cut off instead
  }
}

function partsOf(fields: Record<string, unknown>): FuzzedPart[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const list = Array.isArray(value) ? value : [value];
    return list.map((each, i): FuzzedPart => {
      const isPicture = name.startsWith('image');
      const suffix = list.length > 1 ? `[${i}]` : '';
      // No line ends in a header: what they do there is the business of the damage.
      const disposition = `Content-Disposition: form-data; name="${`${name}${suffix}`.replace(/[\r\n]/g, '')}"`;
      return {
        headers: isPicture ? [`${disposition}; filename="a.jpg"`, 'Content-Type: image/jpeg'] : [disposition],
        value: typeof each === 'string' ? each : jsonOf({ each }),
        isBase64: isPicture && typeof each === 'string' && /^@|^iVBOR/.test(each),
      };
    });
  });
}

const odd = fc.constantFrom(
  'Content-Disposition: form-data',
  'A: b',
  ':',
  'Content-Disposition: form-data; name=',
  '',
);
const oddPart = fc.record({
  headers: fc.array(odd, { maxLength: 3 }),
  value: oddText,
  isBase64: fc.constant(false),
});
const oddParts = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(oddPart, { minLength: 1, maxLength: 3 }) },
);

type Sent = Pick<FuzzedRequest, 'body' | 'headers'>;
const typed = (type: string, body: FuzzedBody): Sent => ({ headers: { 'Content-Type': type }, body });

function bodyFor(action: string): fc.Arbitrary<Sent> {
  const fields = fieldsOf(action);
  const json = fc
    .tuple(fields, damage, fc.constantFrom(...TYPES))
    .map(([all, damaged, type]) => typed(type, { kind: 'text', text: jsonOf(all), damage: damaged }));
  const multipart = fc.tuple(fields, oddParts, damage).map(([all, others, damaged]) =>
    typed(`multipart/form-data; boundary=${BOUNDARY}`, {
      kind: 'parts',
      parts: [...partsOf(all), ...others],
      damage: damaged,
    }),
  );
  const bytes = fc
    .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...TYPES, ...ODD_TYPES))
    .map(([raw, type]) => typed(type, { kind: 'bytes', base64: Buffer.from(raw).toString('base64') }));
  const broken = fc
    .constantFrom('errors', 'locked', 'used', 'texts', 'empty')
    .map((how) => typed('application/json', { kind: 'broken', how: how as 'errors' }));
  return fc.oneof(
    { weight: 8, arbitrary: json },
    { weight: 8, arbitrary: multipart },
    { weight: 2, arbitrary: bytes },
    { weight: 1, arbitrary: broken },
  );
}

const action = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('verify', 'identify', 'multidentify', 'compare') },
  { weight: 3, arbitrary: fc.constantFrom(...ROUTES.map(({ name }) => name)) },
);
const path = (name: string) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constant(`/face/${name}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/face/', `/face/${name}/`, `/FACE/${name}`, '/face/none', '/face/%'),
    },
  );
const authorization = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string | undefined>(undefined) },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 100 }).map((rest) => `Bearer ${rest}`) },
);

/** Requests as hostile and careless clients send them, and as good ones do. */
export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = action.chain((name) =>
  fc
    .record({
      path: path(name),
      method: fc.oneof(
        { weight: 40, arbitrary: fc.constant('POST') },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'PATCH') },
      ),
      sent: bodyFor(name),
      authorization,
      signed: fc.oneof(
        { weight: 15, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    })
    .map(({ sent: { headers, body }, authorization: signature, ...rest }) => ({
      ...rest,
      headers: { ...headers, ...(signature ? { Authorization: signature } : {}) },
      body,
    })),
);
