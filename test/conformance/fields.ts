import { flatPng } from '../../src/vision/decode/testing';
import { type Encoding, type FieldValues, photo } from './api';

/** Package photos under this prefix of the page's origin; photo n is `sample<n>.jpg`. */
const PHOTOS = '/photos/';

/** A fresh gallery for every test. */
export function newAppid(): string {
  return `app-${crypto.randomUUID()}`;
}

/** Photo n as this encoding gives it: an address in JSON, bytes in multipart. */
export function picture(encoding: Encoding, n: number): FieldValues {
  return encoding === 'JSON' ? { url: `${PHOTOS}sample${n}.jpg` } : { image: photo(n) };
}

/** Any bytes as a picture. */
export function bytesAs(encoding: Encoding, bytes: Uint8Array): FieldValues {
  return encoding === 'JSON' ? { url: dataUrl(bytes) } : { image: bytes };
}

function dataUrl(bytes: Uint8Array): string {
  return `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Fields that every endpoint accepts as they are, in a gallery where "ann" is in "staff" with photo 1. */
export const VALID: Readonly<Record<string, (encoding: Encoding) => FieldValues>> = {
  newperson: (encoding) => ({ group_ids: ['staff'], person_id: 'bob', ...picture(encoding, 2) }),
  delperson: () => ({ person_id: 'ann' }),
  setinfo: () => ({ person_id: 'ann', person_name: 'Ann', tag: 'door 3' }),
  getinfo: () => ({ person_id: 'ann' }),
  addface: (encoding) => ({ person_id: 'ann', ...plural(picture(encoding, 2)) }),
  delface: () => ({ person_id: 'ann', face_ids: ['1'] }),
  getfaceids: () => ({ person_id: 'ann' }),
  getfaceinfo: () => ({ face_id: '1' }),
  getgroupids: () => ({}),
  getpersonids: () => ({ group_id: 'staff' }),
  addgroupids: () => ({ person_id: 'ann', group_ids: ['night'] }),
  delgroupids: () => ({ person_id: 'ann', group_ids: ['staff'] }),
  verify: (encoding) => ({ person_id: 'ann', ...picture(encoding, 1) }),
  identify: (encoding) => ({ group_id: 'staff', ...picture(encoding, 1) }),
  multidentify: (encoding) => ({ group_ids: ['staff'], ...picture(encoding, 1) }),
  compare: (encoding) => ({ ...lettered('A', picture(encoding, 1)), ...lettered('B', picture(encoding, 2)) }),
  detect: (encoding) => ({ mode: encoding === 'JSON' ? 1 : '1', ...picture(encoding, 1) }),
  shape: (encoding) => picture(encoding, 1),
  livedetectpicture: (encoding) => picture(encoding, 1),
};

/** `image` or `url` as `addface` spells it. */
export function plural(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}s`, [value] as string[]]));
}

/** `image` or `url` as `compare` spells it. */
export function lettered(letter: 'A' | 'B', fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name + letter, value]));
}

/** Two frames of one pixel. */
const ANIMATED_GIF = Buffer.from(
  '47494638396101000100800000000000ffffff' +
    '2c000000000100010000020244010021f90401000000002c00000000010001000002024401003b',
  'hex',
);

/** What is wrong with a picture, its bytes, and its code. */
export const BAD_PICTURES: readonly (readonly [what: string, bytes: Uint8Array, code: number])[] = [
  ['has no bytes', new Uint8Array(), -1300],
  ['is text', new TextEncoder().encode('no picture at all'), -1400],
  ['is animated', new Uint8Array(ANIMATED_GIF), -1400],
  ['is cut off', photo(1).subarray(0, 300), -1102],
  ['shows no face', new Uint8Array(flatPng(64, 64)), -1101],
];

/** Addresses that are not fetched, or give nothing. */
export const BAD_URLS: readonly (readonly [what: string, url: string])[] = [
  ['is on another origin', 'https://elsewhere.example/photo.jpg'],
  ['does not exist', '/photos/none.jpg'],
  ['is no URL', 'http://'],
];
