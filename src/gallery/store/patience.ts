import { storageError } from '../failure';
import type { GalleryDatabase } from '../records';

/** Longer than tabs take that close their connection when they are asked to, and than a large database takes to open. */
const PATIENCE_MS = 10_000;

/**
 * What `opening` gives, unless another tab keeps the database from opening: then −1200, `busy`. The browser has asked that tab to close its
 * connection of an older version, or waits for it to erase; it may be a page that hears nothing. −1200, too, for a database of a newer version.
 */
export async function openInTime(
  opening: Promise<GalleryDatabase>,
  patienceMs = PATIENCE_MS,
): Promise<GalleryDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // Nobody waits for it any more, and open it would stand in others' way.
      opening.then((db) => db.close()).catch(() => undefined);
      const detail =
        'another tab of this site keeps the gallery from opening: close or reload the site’s other tabs, then try again';
      reject(storageError('busy', detail));
    }, patienceMs);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'VersionError')) throw error;
    const detail = 'another tab has opened the gallery with a newer version of this site: reload this page';
    throw storageError('failed', detail, error);
  } finally {
    clearTimeout(timer);
  }
}
