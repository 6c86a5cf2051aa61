import type { PassphraseChange } from '../../protocol';
import { asStorageError, sealedAnew } from '../failure';
import { checkNewPassphrase, createKeyring, GalleryKeys, lockRoot } from '../keys';
import { alone, type Gallery, mutateAlone } from '../store';
import { requireImportPermit } from './import-permit';
import { type OnProgress, sealAnew } from './rotate';
import { markForSweep, sweepNow } from './sweep';

/**
 * Another passphrase, or without `next` none: then a device key opens the gallery. `current` is asked for where there is one.
 * The root stays, and no record is written again, unless `rotate` asks for a new one. Whoever copied a device key has the root: a
 * passphrase in its place comes with a new one. `least`: characters of the new passphrase. −1301, −1313; −1200 when a record that
 * is to be sealed anew is damaged, and (`busy`) while an import runs.
 */
export async function setPassphrase(
  gallery: Gallery,
  { current, next, rotate = false }: PassphraseChange,
  least: number | undefined,
  onProgress: OnProgress,
): Promise<void> {
  if (next !== undefined) checkNewPassphrase(next, least);
  try {
    const fromDevice = (await gallery.protection()) === 'device';
    if (rotate || (fromDevice && next !== undefined)) await renew(gallery, current, next, onProgress);
    else await alone(gallery.appid, () => relock(gallery, current, next));
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The same root under another lock. */
async function relock(
  gallery: Gallery,
  current: string | undefined,
  next: string | undefined,
): Promise<void> {
  const { ring: before, root } = await gallery.reopen(current);
  if (before.lock.kind === 'device' && next !== undefined) throw sealedAnew(); // since it was looked at
  const ring = await lockRoot(root, before.galleryId, next);
  root.fill(0);
  await mutateAlone(gallery, async () => ({
    change: { ring, grown: { persons: 0, faces: 0 } },
    result: null,
  }));
}

/** A new root. Others may read meanwhile, and not write: what they wrote would be sealed with the old one. */
async function renew(
  gallery: Gallery,
  current: string | undefined,
  next: string | undefined,
  onProgress: OnProgress,
): Promise<void> {
  const release = await requireImportPermit(gallery.appid);
  try {
    await alone(gallery.appid, async () => {
      const { root: old } = await gallery.reopen(current);
      old.fill(0);
      const { ring, root } = await createKeyring(next);
      const keys = await GalleryKeys.derive(root, gallery.appid, ring.galleryId);
      root.fill(0);
      await markForSweep(gallery);
      await mutateAlone(gallery, async (now) => {
        const sealed = await sealAnew(gallery, now, keys, onProgress);
        return { change: { ...sealed, ring, keys, replace: true }, result: null };
      });
      gallery.adopt(keys);
    });
  } finally {
    // The old faces, or those that did not come to count. Where that is cut off, the next opening goes on with it.
    await sweepNow(gallery).catch(() => undefined);
    release();
  }
}
