import { Damaged } from '../keys/damaged';
import type { GalleryKeys } from '../keys/seal';
import { EMPTY_STATE, openState, type State } from '../records/state';
import type { Gallery } from './gallery';
import type { SealedState } from './schema';

/** What one newly counted gallery may have sealed beyond what was written down. */
const UNSEEN_SEALINGS = 2 ** 20;

export async function loadState(gallery: Gallery, keys: GalleryKeys): Promise<State> {
  return openOrRecount(gallery, keys, await gallery.db.get('state', 'state'));
}

/** The gallery's state; a damaged one is counted anew from the records. */
export async function openOrRecount(
  gallery: Gallery,
  keys: GalleryKeys,
  record: SealedState | undefined,
): Promise<State> {
  if (record !== undefined) {
    try {
      return await openState(keys, record);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
    }
  }
  return recount(gallery, record?.generation ?? 0, record?.sealings ?? 0);
}

async function recount({ db }: Gallery, noted: number, sealings: number): Promise<State> {
  const transaction = db.transaction(['persons', 'faces']);
  const persons = transaction.objectStore('persons');
  const [count, faces, last] = await Promise.all([
    persons.count(),
    transaction.objectStore('faces').count(),
    persons.index('by-generation').openKeyCursor(null, 'prev'),
    transaction.done,
  ]);
  // No list of segments counts any more, and every index in memory is behind: both begin anew.
  const generation = Math.max(noted, last?.key ?? 0) + 1;
  return {
    ...EMPTY_STATE,
    generation,
    persons: count,
    faces,
    floor: generation,
    sealings: sealings + UNSEEN_SEALINGS,
  };
}
