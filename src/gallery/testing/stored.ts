import { GalleryKeys, unlockRoot } from '../keys';
import { type Face, inPlain, openFace, openState, type State, sealFace, sealState } from '../records';
import { openRaw, ringOf } from './raw-records';

async function keysFor(appid: string): Promise<GalleryKeys> {
  const ring = await ringOf(appid);
  return GalleryKeys.derive(await unlockRoot(ring, undefined), appid, ring.galleryId);
}

/** All faces of a gallery without a passphrase, as they are stored. */
export async function storedFaces(appid: string): Promise<Face[]> {
  const keys = await keysFor(appid);
  const db = await openRaw(appid);
  const records = await db.getAll('faces');
  db.close();
  return Promise.all(records.map((record) => openFace(keys, record)));
}

/** Makes of a gallery what mien 0.1 would have written: all templates in plain, and a state that names no basis. */
export async function writePlain(appid: string): Promise<void> {
  const keys = await keysFor(appid);
  const db = await openRaw(appid);
  for (const record of await db.getAll('faces')) {
    const [person] = record.key.split('.');
    const face = inPlain(await openFace(keys, record));
    await db.put('faces', await sealFace(keys, person, face, record.generation, null));
  }
  const state = await openState(keys, await db.get('state', 'state'));
  const before = Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'basis'));
  await db.put('state', await sealState(keys, before as unknown as State));
  await db.clear('segments');
  await db.clear('manifests');
  db.close();
}
