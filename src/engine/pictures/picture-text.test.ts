import { describe, expect, it } from 'vitest';
import { FaceError, LIMITS } from '../../protocol';
import { pictureOfText } from './picture-text';

/** First bytes of each format, and some that follow. */
const PICTURES: Readonly<Record<string, readonly number[]>> = {
  JPEG: [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0xfb, 0xef, 0xbe],
  PNG: [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13],
  WebP: [...latin1('RIFF'), 1, 2, 3, 4, ...latin1('WEBP')],
  GIF: latin1('GIF89a123'),
  BMP: latin1('BM123456'),
  AVIF: [0, 0, 0, 32, ...latin1('ftypavif')],
};

describe.each(Object.entries(PICTURES))('base64 of a %s', (_, start) => {
  const bytes = Uint8Array.from([...start, ...Array.from({ length: 300 }, (_, i) => (i * 89) & 255)]);
  const base64 = Buffer.from(bytes).toString('base64');

  it.each([
    ['plain', base64],
    ['without padding', base64.replace(/=+$/, '')],
    ['in lines', base64.replace(/.{76}/g, '$&\r\n')],
    ['in lines from the first character on', base64.replace(/./g, '$&\n')],
    ['indented', `\n  ${base64}\n`],
    ['in the alphabet of URLs', Buffer.from(bytes).toString('base64url')],
    ['as a data: URL', `data:image/jpeg;base64,${base64}`],
    [
      'as a data: URL in capitals and lines',
      `DATA:image/jpeg;charset=x;BASE64,${base64.replace(/.{76}/g, '$&\n')}`,
    ],
    ['percent-encoded in a data: URL', `data:;base64,${encodeURIComponent(base64)}`],
    [
      'of bytes in a data: URL',
      `data:,${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
    ],
  ])('is decoded: %s', async (_, text) => {
    const picture = pictureOfText(text);
    expect(picture).toBeInstanceOf(Blob);
    expect(new Uint8Array(await (picture as Blob).arrayBuffer())).toEqual(bytes);
  });

  it('is no address, wherever it is cut off', () => {
    for (let length = 16; length <= base64.length; length++) {
      expect(() => addressIn(base64.slice(0, length)), base64.slice(0, length)).not.toThrow();
    }
  });
});

it('a text that begins as the base64 of a JPEG is no address, whatever follows', () => {
  for (const text of [
    '/9j',
    '/9j/',
    '/9j/4',
    '/9j/4AAQ',
    '/9j/photo.jpg',
    '/9j/4AAQ?x=1',
    ' /9j/../photo.jpg',
    '/\n9j/a.b',
  ]) {
    expect(() => addressIn(text), text).not.toThrow();
  }
});

it('a long path that is all base64 is no address, since pictures of other formats begin like one, too', () => {
  const codestream = Buffer.from([0xff, 0x0a, ...Array.from({ length: 300 }, (_, i) => i & 255)]);
  expect(codestream.toString('base64')[0]).toBe('/');
  expect(() => addressIn(codestream.toString('base64'))).not.toThrow();
});

it.each([
  'https://elsewhere.example/a.jpg',
  'HTTP://elsewhere.example/9j/a.jpg',
  'blob:http://localhost/00000000-0000-0000-0000-000000000000',
])('an absolute URL is fetched: %s', (url) => {
  expect(pictureOfText(url)).toEqual({ url: new URL(url).href });
});

it('other text is −1400, and the message says what would be right', () => {
  for (const text of [
    'photo.jpg',
    'photos/1.jpg',
    'hello',
    'C:\\photo.jpg',
    'file:///photo.jpg',
    '?a',
    '#a',
    'about:blank',
    '\\\\host\\a',
  ]) {
    const error = refusal(text);
    expect(error.code, text).toBe(-1400);
    expect(error.detail, text).toContain('begins with /, ./ or ../');
  }
  expect(refusal('data:image/jpeg').code).toBe(-1400);
});

it('an address of more characters than an address may have is −1400, and the message does not repeat it', () => {
  const rest = (length: number) => `a-${'b'.repeat(length - 2)}`;
  expect(pictureOfText(`https://a.example/${rest(LIMITS.addressLength - 18)}`)).toHaveProperty('url');
  for (const start of ['https://a.example/', '/', './', '../', '//']) {
    const error = refusal(start + rest(LIMITS.addressLength));
    expect(error.code, start).toBe(-1400);
    expect(error.message.length, start).toBeLessThan(200);
  }
});

it('base64 that is damaged is −1102, and so is more of it than a picture may have', () => {
  expect(refusal('iVBORw0KGgo*').code).toBe(-1102);
  expect(refusal('data:image/png;base64,iVBORw0KGgo*').code).toBe(-1102);
  expect(refusal(`/9j/${'A'.repeat(LIMITS.imageBytes * 1.5)}`).code).toBe(-1102);
});

it('takes no time that grows with the square of what is given', () => {
  const began = performance.now();
  expect(refusal(`iVBORw0KGgo${'='.repeat(1e6)}A`).code).toBe(-1102);
  // Stripped by a regular expression it takes minutes.
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('an address that is not a URL is −1308', () => {
  expect(refusal('http://').code).toBe(-1308);
});

function latin1(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

/** Throws when the text would be fetched. */
function addressIn(text: string): void {
  try {
    const picture = pictureOfText(text);
    if (!(picture instanceof Blob)) throw new Error(`${text} would be fetched from ${picture.url}`);
  } catch (error) {
    if (!(error instanceof FaceError) || error.code === -1308) throw error;
  }
}

function refusal(text: string): FaceError {
  try {
    pictureOfText(text);
  } catch (error) {
    if (error instanceof FaceError) return error;
    throw error;
  }
  throw new Error(`${text} was taken`);
}
