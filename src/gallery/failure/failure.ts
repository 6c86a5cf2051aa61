import { CODES, FaceError, type StorageTrouble } from '../../protocol';
import { Damaged } from './damage';

/** −1200, with what a program can read about it. */
export function storageError(
  kind: StorageTrouble,
  detail: string,
  cause?: unknown,
  person_id?: string,
): FaceError {
  return new FaceError(CODES.STORAGE, detail, {
    kind,
    storage: kind,
    cause,
    ...(person_id === undefined ? {} : { person_id }),
  });
}

/** For whoever had the gallery's keys, which another tab has put others in the place of. */
export function sealedAnew(): FaceError {
  return storageError(
    'busy',
    'the gallery has just been sealed with a new key; nothing was changed, try again',
  );
}

/** A damaged record as the FaceError that says so; of a person, when it is known whose. */
export function damageError(damage: Damaged, person_id?: string): FaceError {
  const remedy =
    damage.kind === 'picture' ? 'set another picture, or null' : 'delete the person and enrol again';
  const detail =
    person_id === undefined
      ? `${damage.message}; the rest of the gallery still works`
      : `what is stored of person "${person_id}" is damaged (${damage.message}); ${remedy}`;
  return storageError('damaged', detail, damage, person_id);
}

/** What the gallery's callers get for whatever went wrong beneath; nothing was changed. What is no failure of the storage stays. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof Damaged) return damageError(error);
  if (!(error instanceof DOMException)) return error;
  return error.name === 'QuotaExceededError'
    ? storageError('full', 'the disk or this site’s quota is full; nothing was changed', error)
    : storageError('failed', 'the browser’s database failed; nothing was changed', error);
}

/** Runs a read; a failure of the storage becomes −1200. */
export async function read<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error);
  }
}
