import type { IDBPTransaction } from 'idb';
import { FaceError } from '../protocol';
import type { GalleryDatabase, GallerySchema } from './schema';

type StoreName = 'persons' | 'faces' | 'groups';

export type WriteTransaction = IDBPTransaction<GallerySchema, StoreName[], 'readwrite'>;

/**
 * Runs `work` in one transaction that is on disk before it resolves (`durability: 'strict'`), or leaves no
 * trace. A FaceError thrown by `work` comes through; a failure of the storage becomes −1200.
 */
export async function write<T>(
  db: GalleryDatabase,
  work: (transaction: WriteTransaction) => Promise<T>,
): Promise<T> {
  try {
    const transaction = db.transaction(['persons', 'faces', 'groups'], 'readwrite', { durability: 'strict' });
    try {
      const result = await work(transaction);
      await transaction.done;
      return result;
    } catch (error) {
      // `done` rejects once the abort is through; the caller wants the first error.
      transaction.done.catch(() => undefined);
      abort(transaction);
      throw error;
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

/** Runs a read; a failure of the storage becomes −1200. */
export async function read<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageError(error);
  }
}

function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // Already aborted by the failure itself.
  }
}

function asStorageError(error: unknown): unknown {
  if (error instanceof FaceError) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const detail = full
    ? 'the disk or this site’s quota is full; nothing was changed'
    : 'the browser’s database failed; nothing was changed';
  return new FaceError(-1200, detail, error);
}
