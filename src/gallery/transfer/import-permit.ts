import { storageError } from '../failure';
import { lockName } from '../store';

/**
 * Takes the right to lay faces into the database that no person lists yet, until `release` is called or the worker ends.
 * Undefined when another tab or worker has it.
 */
export function takeImportPermit(appid: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`${lockName(appid)} import`, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}

/** As `takeImportPermit`; −1200 (`busy`) when it is not free. */
export async function requireImportPermit(appid: string): Promise<() => void> {
  const release = await takeImportPermit(appid);
  if (release) return release;
  throw storageError('busy', 'another import into this gallery is running, or being cleared away');
}
