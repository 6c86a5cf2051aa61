import { sealedAnew } from '../failure';
import type { GalleryKeys } from '../keys';
import { type FleetPartName, type GalleryDatabase, openFleetPart, sealFleetPart } from '../records';
import { alone } from './alone';

/** A gallery, as far as it keeps something for its fleet. */
export interface Keeper {
  readonly appid: string;
  readonly db: GalleryDatabase;
  keys(): Promise<GalleryKeys>;
}

/** What the fleet keeps under that name; null where there is nothing. Throws Damaged. */
export async function loadFleetPart(
  gallery: Keeper,
  name: FleetPartName,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const record = await gallery.db.get('fleet', name);
  if (record === undefined || !('data' in record)) return null;
  return openFleetPart(await gallery.keys(), record);
}

/** On disk before it resolves. No mutation of the gallery: nobody else hears of it. Null removes it. */
export async function saveFleetPart(
  gallery: Keeper,
  name: FleetPartName,
  data: Uint8Array<ArrayBuffer> | null,
): Promise<void> {
  // Beside new keys it would be sealed with old ones.
  await alone(gallery.appid, async () => {
    const keys = await gallery.keys();
    const record = data && (await sealFleetPart(keys, name, data));
    const transaction = gallery.db.transaction(['keys', 'fleet'], 'readwrite', { durability: 'strict' });
    const ring = await transaction.objectStore('keys').get('keys');
    if (ring?.galleryId !== keys.galleryId) {
      transaction.done.catch(() => undefined);
      transaction.abort();
      throw sealedAnew();
    }
    const store = transaction.objectStore('fleet');
    await Promise.all([record ? store.put(record) : store.delete(name), transaction.done]);
  });
}
