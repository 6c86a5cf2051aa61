import type { PassphraseChange } from '../../protocol';
import { asStorageError, sealedAnew } from '../failure';
import { checkNewPassphrase, createKeyring, GalleryKeys, lockRoot } from '../keys';
import { alone, type Gallery, mutateAlone } from '../store';
import { rewrite } from './rewrite';
import type { OnProgress } from './rotate';

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

/** A new root. */
function renew(
  gallery: Gallery,
  current: string | undefined,
  next: string | undefined,
  onProgress: OnProgress,
): Promise<void> {
  const replace = async () => {
    const { root: old } = await gallery.reopen(current);
    old.fill(0);
    const { ring, root } = await createKeyring(next);
    const keys = await GalleryKeys.derive(root, gallery.appid, ring.galleryId);
    root.fill(0);
    return { ring, keys };
  };
  return rewrite(gallery, replace, onProgress);
}
