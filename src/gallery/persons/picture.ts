import { CODES, FaceError, LIMITS } from '../../protocol';
import { pictureKey } from '../records';
import { type Gallery, mutate } from '../store';
import { findPerson, findWithPicture } from './read-person';
import { requireConsent } from './terms';

/** How files of those types begin; a point stands for any byte. */
const BEGINNINGS = {
  'image/jpeg': '\xff\xd8\xff',
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/webp': 'RIFF....WEBP',
} as const;

/** Keeps a small picture of the person, or with null none. −1303; −1300, −1102, −1400 for what is no such picture; −1313 (`consent`). */
export async function setPicture(
  gallery: Gallery,
  person_id: string,
  picture: Blob | null,
  withConsent: boolean,
): Promise<void> {
  const bytes = picture === null ? undefined : await bytesOf(picture);
  // Who has none has nothing to be removed, and nothing changes.
  const before = await findPerson(gallery, person_id);
  if (bytes === undefined && before.picture === undefined) return;
  await mutate(gallery, async ({ keys, generation }) => {
    const { picture: old, ...person } = await findPerson(gallery, person_id);
    if (withConsent && bytes) requireConsent(person, person_id);
    const key = await keys.hash('person', person_id);
    const change = {
      persons: [bytes ? { ...person, picture: generation } : person],
      newPictures: bytes ? [{ person: key, bytes }] : [],
      gonePictures: old === undefined ? [] : [pictureKey(key, old)],
      grown: { persons: 0, faces: 0 },
      audit: [{ what: 'info_changed', person_id, fields: ['picture'] } as const],
    };
    return { change, result: null };
  });
}

/** Null where none is kept. −1303; −1200 when it is damaged. */
export async function getPicture(gallery: Gallery, person_id: string): Promise<Blob | null> {
  const { picture } = await findWithPicture(gallery, person_id);
  return picture && new Blob([picture], { type: typeOf(picture) });
}

/** The same as a `data:` URL. */
export async function pictureAddress(gallery: Gallery, person_id: string): Promise<string | null> {
  const { picture } = await findWithPicture(gallery, person_id);
  return picture && `data:${typeOf(picture)};base64,${btoa(textOf(picture))}`;
}

async function bytesOf(picture: unknown): Promise<Uint8Array<ArrayBuffer>> {
  if (!(picture instanceof Blob))
    throw new FaceError(CODES.NOT_A_PICTURE, 'the picture of a person is a Blob, or null', { kind: 'type' });
  if (picture.size === 0) throw new FaceError(CODES.EMPTY_PICTURE, 'the picture has no bytes');
  if (picture.size > LIMITS.personPictureBytes)
    throw new FaceError(
      CODES.UNDECODABLE,
      `the picture of a person has ${picture.size} bytes, more than ${LIMITS.personPictureBytes}: make it smaller`,
      { kind: 'too_large' },
    );
  const bytes = new Uint8Array(await picture.arrayBuffer());
  if (typeOf(bytes) === '')
    throw new FaceError(CODES.NOT_A_PICTURE, 'the picture of a person must be a JPEG, PNG or WebP', {
      kind: 'format',
    });
  return bytes;
}

/** What the bytes are, whatever was said of them, so that nothing that a page shows turns out to be a document; empty for none of these. */
function typeOf(bytes: Uint8Array): string {
  const start = textOf(bytes.subarray(0, 12));
  const isSo = (beginning: string) => [...beginning].every((each, i) => each === '.' || each === start[i]);
  return Object.entries(BEGINNINGS).find(([, beginning]) => isSo(beginning))?.[0] ?? '';
}

/** A character per byte. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
