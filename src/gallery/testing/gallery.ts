import {
  FaceError,
  type Found,
  type GalleryModel,
  type GalleryPolicy,
  type NewFace,
  type PersonMatch,
  type RemoteGallery,
  type TemplateOrigin,
} from '../../protocol';
import { landmarks as placed } from '../../protocol/testing';
import { createGalleryService as createService } from '..';

/** Made-up faces for tests of the gallery, which looks at nothing but numbers. */
export const ORIGIN: TemplateOrigin = { model: 'm', modelHash: 'h', alignment: 'a' };
const POINT = { x: 0, y: 0 };
const CALIBRATION = {
  data: 'test',
  people: 2,
  photos: 2,
  comparisons: 1,
  date: '2000-01-01',
  severalFaces: [],
  points: [
    { similarity: 0.5, pooled: 0.6, fmr: 0.1, interval: [0, 1] },
    { similarity: 0.9, pooled: 0.95, fmr: 1e-5, interval: [0, 1] },
  ],
} as const;

/** A face whose template is the unit vector of one of four directions. */
export function face(direction: number, origin = ORIGIN): NewFace {
  const template = new Float32Array(4);
  template[direction] = 1;
  const landmarks = placed(() => POINT);
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const pose = { pitch: 1, yaw: 2, roll: 3 };
  const face_id = crypto.randomUUID();
  return {
    face_id,
    template,
    origin,
    face: { box, score: 1, landmarks },
    pose,
    image: { width: 9, height: 9 },
  };
}

export const MODEL: GalleryModel = { origin: ORIGIN, dimension: 4, calibration: CALIBRATION, second: null };

/** The template of a face of that direction. */
export function probe(direction: number): Float32Array {
  return face(direction).template;
}

/** A gallery worker's service, which was told whose templates it compares. */
export function createGalleryService(policy: GalleryPolicy = {}): RemoteGallery {
  const service = createService();
  void service.useModel(MODEL, policy);
  return service;
}

/** A template against a person, as a page verifies it. */
export async function verified(
  gallery: RemoteGallery,
  appid: string,
  person_id: string,
  template: Float32Array,
): Promise<PersonMatch> {
  const ticket = crypto.randomUUID();
  await gallery.prepareMatch(appid, person_id, ticket);
  const match = await gallery.match(ticket, template);
  if (match === null || match === 'ask') throw new Error('the ticket was not taken');
  return match;
}

/** What a search finds by the first network. */
export async function candidatesOf(search: Promise<Found>): Promise<Found['candidates']> {
  return (await search).candidates;
}

export function person(person_id: string, ...group_ids: string[]) {
  return { person_id, group_ids, person_name: '', tag: '' };
}

/** The FaceError that a call rejects with; undefined when it went well. Any other error is passed on. */
export async function failure(call: Promise<unknown>): Promise<FaceError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof FaceError) return error;
    throw error;
  }
}

/** The code that a call rejects with: 0 when it went well. */
export async function code(call: Promise<unknown>): Promise<number> {
  return (await failure(call))?.code ?? 0;
}

/** A gallery worker's service, as a tab of its own would have one, with that appid's gallery opened. */
export async function openGallery(
  appid: string,
  passphrase?: string,
  policy: GalleryPolicy = {},
): Promise<RemoteGallery> {
  const service = createGalleryService(policy);
  await service.open(appid, passphrase);
  return service;
}

/** What a program reads of a failure. */
export async function trouble(call: Promise<unknown>): Promise<unknown> {
  const error = await failure(call);
  return error ? { code: error.code, ...error.data } : 'none';
}

/** The parts of an export's file. */
export async function exportedParts(
  gallery: RemoteGallery,
  appid: string,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const id = crypto.randomUUID();
  await gallery.beginExport(appid, passphrase, false, id);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let done = false; !done; ) {
    const part = await gallery.readExport(id);
    parts.push(part.bytes);
    done = part.done;
  }
  return parts;
}
