import { describe, expect, it } from 'vitest';
import { parseBody } from './body';
import { readBody } from './read-body';

const BOUNDARY = '----b';
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
/** A JPEG's first bytes, with a line end, dashes and what no UTF-8 text holds. */
const PICTURE = [0xff, 0xd8, 0xff, 13, 10, 45, 45, 0, 0xc3, 0x28];

/** Parts of raw header lines and content, framed as a client would. */
function multipart(...parts: readonly (readonly [headers: string, content: string | number[]])[]) {
  const bytes = parts.flatMap(([headers, content]) => [
    ...Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`),
    ...(typeof content === 'string' ? Buffer.from(content) : content),
    ...Buffer.from('\r\n'),
  ]);
  return Uint8Array.from([...bytes, ...Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const named = (name: string) => `Content-Disposition: form-data; name="${name}"`;
const text = (value: string) => Uint8Array.from(Buffer.from(value));

async function bytesOf(value: unknown): Promise<number[]> {
  expect(value).toBeInstanceOf(Blob);
  return [...new Uint8Array(await (value as Blob).arrayBuffer())];
}

describe('multipart', () => {
  it('takes parts for what their names say, not their filenames or types', async () => {
    const fields = parseBody(
      multipart(
        [`${named('appid')};`, '123'],
        [`${named('person_id')}; filename="person_id"`, 'ann'],
        [`content-disposition:form-data; name=tag`, '门 3'],
        [named('image'), PICTURE],
        [`${named('imageA')}; filename="a.jpg"\r\nContent-Type: image/jpg`, PICTURE],
        [`${named('imageB')}; filename="照片.jpg"\r\nContent-Type: text/plain`, PICTURE],
      ),
      MULTIPART,
    );
    expect(fields).toMatchObject({ appid: '123', person_id: 'ann', tag: '门 3' });
    for (const name of ['image', 'imageA', 'imageB']) expect(await bytesOf(fields[name])).toEqual(PICTURE);
  });

  it('survives a filename in another encoding', async () => {
    const gbk = multipart([`${named('image')}; filename="~~"`, PICTURE]);
    const at = gbk.indexOf(126);
    gbk.set([0xc4, 0xe3], at);
    expect(await bytesOf(parseBody(gbk, MULTIPART).image)).toEqual(PICTURE);
  });

  it('puts indexed parts in the order of their numbers', async () => {
    const fields = parseBody(
      multipart(
        [named('group_ids[10]'), 'c'],
        [named('group_ids[2]'), 'b'],
        [named('group_ids[0]'), 'a'],
        [named('face_ids[]'), '1'],
        [named('face_ids[]'), '2'],
        [named('images[1]'), [2]],
        [named('images[0]'), [1]],
      ),
      MULTIPART,
    );
    expect(fields.group_ids).toEqual(['a', 'b', 'c']);
    expect(fields.face_ids).toEqual(['1', '2']);
    const images = fields.images as unknown[];
    expect(await Promise.all(images.map(bytesOf))).toEqual([[1], [2]]);
  });

  it('makes a list of what comes several times', async () => {
    const fields = parseBody(
      multipart(
        [named('group_ids'), 'a'],
        [named('group_ids'), 'b'],
        [named('images'), [1]],
        [named('images'), [2]],
      ),
      MULTIPART,
    );
    expect(fields.group_ids).toEqual(['a', 'b']);
    expect(await Promise.all((fields.images as unknown[]).map(bytesOf))).toEqual([[1], [2]]);
  });

  it('finds no name inside a filename', async () => {
    const fields = parseBody(
      multipart(['Content-Disposition: form-data; filename="a; name=tag.jpg"; name="image"', PICTURE]),
      MULTIPART,
    );
    expect(Object.keys(fields)).toEqual(['image']);
  });

  it('drops empty texts, keeps an empty picture', () => {
    const fields = parseBody(multipart([named('url'), ''], [named('image'), []]), MULTIPART);
    expect(Object.keys(fields)).toEqual(['image']);
  });

  it('cannot reach an object’s prototype', () => {
    const fields = parseBody(multipart([named('__proto__'), 'x'], [named('appid'), '1']), MULTIPART);
    expect(fields.appid).toBe('1');
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });

  it.each([
    ['quoted', `multipart/form-data; boundary="${BOUNDARY}"`],
    ['followed by a semicolon', `${MULTIPART};`],
    ['with a charset, in capitals', `Multipart/Form-Data; charset=UTF-8; Boundary=${BOUNDARY}`],
  ])('finds a boundary that is %s', (_, type) => {
    expect(parseBody(multipart([named('appid'), '1']), type)).toEqual({ appid: '1' });
  });

  it.each([
    ['cut off', multipart([named('appid'), '123']).slice(0, 40), MULTIPART],
    ['without its last boundary', multipart([named('appid'), '123']).slice(0, -10), MULTIPART],
    ['garbage', text('garbage'), MULTIPART],
    ['empty', text(''), MULTIPART],
    ['without a boundary', multipart([named('appid'), '1']), 'multipart/form-data'],
    [
      'of a part whose headers never end',
      text(`--${BOUNDARY}\r\nA: b\r\n\r\n--${BOUNDARY}--\r\n`),
      MULTIPART,
    ],
    [
      'of a second part whose headers never end',
      text(`--${BOUNDARY}\r\n${named('appid')}\r\n\r\n1\r\n--${BOUNDARY}\r\nA: b\r\n\r\n--${BOUNDARY}--\r\n`),
      MULTIPART,
    ],
    [
      'of a filename that is not encoded',
      multipart([`${named('image')}; filename*=utf-8''%zz`, [1]]),
      MULTIPART,
    ],
    ['of a text that is no UTF-8', multipart([named('tag'), [0xc4, 0xe3]]), MULTIPART],
    ['of a header that is no name', multipart(['@: b', '1']), MULTIPART],
    [
      'of six thousand parts',
      multipart(...Array.from({ length: 6000 }, () => [named('x'), ''] as const)),
      MULTIPART,
    ],
  ])('a body that is %s is code 3', (_, bytes, type) => {
    expect(() => parseBody(bytes, type)).toThrow(expect.objectContaining({ code: 3 }));
  });
});

describe('JSON', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'text/plain',
    null,
  ])('is read as %s; null and empty count as absent, but for an emptied remark', (type) => {
    const body = text('{"appid":"1","url":"","tag":"","group_ids":[],"face_id":null,"person_name":"安"}');
    expect(parseBody(body, type)).toEqual({ appid: '1', tag: '', person_name: '安' });
  });

  it.each(['', 'nothing', '[]', '"a"', 'null', '{"appid":"1"', '\ud800'])('%j is code 3', (body) => {
    expect(() => parseBody(text(body), 'application/json')).toThrow(expect.objectContaining({ code: 3 }));
  });

  it('text that is no UTF-8 is code 3', () => {
    const bytes = Uint8Array.from([...text('{"appid":"'), 0xc4, 0xe3, ...text('"}')]);
    expect(() => parseBody(bytes, 'application/json')).toThrow(expect.objectContaining({ code: 3 }));
  });

  it.each(['application/x-www-form-urlencoded', 'image/jpeg', 'application/octet-stream'])(
    '%s is code 3',
    (type) => {
      expect(() => parseBody(text('appid=1'), type)).toThrow(expect.objectContaining({ code: 3 }));
    },
  );
});

describe('size', () => {
  it('counts bytes, whatever a header says', async () => {
    const request = (body: string) => new Request('http://localhost/', { method: 'POST', body });
    expect(await readBody(request('1234'), 4)).toEqual(text('1234'));
    await expect(readBody(request('12345'), 4)).rejects.toMatchObject({ code: 23 });
    expect(await readBody(new Request('http://localhost/', { method: 'POST' }), 4)).toEqual(text(''));
  });

  it('counts them where a browser shows no stream, too', async () => {
    const request = (body: string) =>
      Object.defineProperty(new Request('http://localhost/', { method: 'POST', body }), 'body', {
        value: undefined,
      });
    expect(await readBody(request('1234'), 4)).toEqual(text('1234'));
    await expect(readBody(request('12345'), 4)).rejects.toMatchObject({ code: 23 });
  });
});

describe('a body that cannot be read to its end', () => {
  it('is code 3 when it was read before, or somebody reads it', async () => {
    const used = new Request('http://localhost/', { method: 'POST', body: '1' });
    await used.text();
    await expect(readBody(used, 4)).rejects.toMatchObject({ code: 3 });
    const locked = new Request('http://localhost/', { method: 'POST', body: '1' });
    locked.body?.getReader();
    await expect(readBody(locked, 4)).rejects.toMatchObject({ code: 3 });
  });

  it.each<[what: string, source: UnderlyingDefaultSource]>([
    ['breaks off', { pull: (c) => c.error(new Error('gone')) }],
    ['breaks off with nothing', { pull: (c) => c.error() }],
    ['holds texts', { pull: (c) => c.enqueue('1') }],
    ['holds nothing', { pull: (c) => c.enqueue(undefined) }],
    ['comes in endless empty chunks', { pull: (c) => c.enqueue(new Uint8Array()) }],
    ['stalls', { pull: () => new Promise(() => undefined) }],
    ['cannot be cancelled', { pull: (c) => c.enqueue(null), cancel: () => Promise.reject(new Error('no')) }],
  ])('is code 3 when it %s', async (_, source) => {
    await expect(readBody(streaming(source), 4, 50)).rejects.toMatchObject({ code: 3 });
  });

  it('is given up with its request', async () => {
    const controller = new AbortController();
    const request = streaming({ pull: () => new Promise(() => undefined) }, controller.signal);
    const read = readBody(request, 4);
    controller.abort(new Error('not wanted'));
    await expect(read).rejects.toThrow('not wanted');
  });
});

function streaming(source: UnderlyingDefaultSource, signal?: AbortSignal): Request {
  const init = { method: 'POST', body: new ReadableStream(source), duplex: 'half' as const };
  return new Request('http://localhost/', signal ? { ...init, signal } : init);
}
