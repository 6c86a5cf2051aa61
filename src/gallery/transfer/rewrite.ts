import { asStorageError } from '../failure';
import { alone, type Change, type Gallery, mutateAlone } from '../store';
import { requireImportPermit } from './import-permit';
import { type OnProgress, sealAnew } from './rotate';
import { markForSweep, sweepNow } from './sweep';

/** Other keys, and the record of them. */
type NewKeys = Required<Pick<Change, 'ring' | 'keys'>>;

/**
 * Writes every record anew, all or nothing: templates in a new secret basis, sealed with the keys that `replace` makes, or else with those that
 * there are. Others may read meanwhile, and not write: what they wrote would be lost. −1200 (`busy`) while an import runs.
 */
export async function rewrite(
  gallery: Gallery,
  replace: () => Promise<NewKeys | null>,
  onProgress: OnProgress,
): Promise<void> {
  const release = await requireImportPermit(gallery.appid);
  try {
    await alone(gallery.appid, async () => {
      const other = await replace();
      await markForSweep(gallery);
      await mutateAlone(gallery, async (now) => {
        const basis = crypto.randomUUID();
        const sealed = await sealAnew(gallery, now, other?.keys ?? now.keys, basis, onProgress);
        return { change: { ...sealed, ...other, basis, replace: true }, result: null };
      });
      if (other) gallery.adopt(other.keys);
    });
  } finally {
    // The old faces, or those that did not come to count. Where that is cut off, the next opening goes on with it.
    await sweepNow(gallery).catch(() => undefined);
    release();
  }
}

/** Another secret basis for the templates, with the keys that there are. −1200 (`locked`, `busy`, `damaged`): nothing has changed. */
export async function renewTemplates(gallery: Gallery, onProgress: OnProgress): Promise<void> {
  try {
    await rewrite(gallery, async () => null, onProgress);
  } catch (error) {
    throw asStorageError(error);
  }
}
