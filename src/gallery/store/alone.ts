import { storageError } from '../failure';

/** Less than the page waits for a write, so that one that could not begin is known not to have. */
const PATIENCE_MS = 20_000;

/**
 * Runs `work` while no other tab or worker of this appid writes. A Web Lock, which the browser takes back when its holder dies.
 * −1200 (`busy`) when it is not given in time.
 */
export async function alone<T>(appid: string, work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let begun = false;
  try {
    return (await navigator.locks.request(
      lockName(appid),
      { signal: AbortSignal.timeout(patienceMs) },
      () => {
        begun = true;
        return work();
      },
    )) as T;
  } catch (error) {
    if (begun) throw error;
    throw storageError('busy', 'another tab is busy with this gallery; nothing was changed', error);
  }
}

export function lockName(appid: string): string {
  return `mien-gallery ${appid}`;
}
