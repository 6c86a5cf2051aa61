import { signal } from '@preact/signals';
import {
  NAME_HEADER,
  OUTCOMES,
  SHARED_CACHE,
  SHARED_PHOTO,
  type SharedOutcome,
} from '../../../workers/shared-photo';
import { addressOf, parameters } from './route';

/** What another application has shared with this one, and the service worker has kept (workers/share-target.ts). */
export interface Shared {
  readonly outcome: SharedOutcome;
  /** Undefined once it was looked at, and where there is none. */
  readonly photo: File | undefined;
}

export const shared = signal<Shared | undefined>(undefined);

/** Takes what was kept, which is nowhere else then. Without a word of it in the address it is of a page that never came: it goes. */
export async function takeShared(): Promise<void> {
  const said = parameters.value.get('shared');
  const outcome = OUTCOMES.find((each) => each === said);
  const photo = await takeKept().catch(() => undefined);
  if (outcome === undefined) return;
  const lost = photo === undefined && outcome !== 'none';
  shared.value = { outcome: lost ? 'failed' : outcome, photo };
  // A reload shares nothing.
  history.replaceState(null, '', addressOf('verify'));
}

async function takeKept(): Promise<File | undefined> {
  const kept = await caches.match(SHARED_PHOTO, { cacheName: SHARED_CACHE });
  if (kept === undefined) return undefined;
  const bytes = await kept.blob();
  await caches.delete(SHARED_CACHE);
  const name = decodeURIComponent(kept.headers.get(NAME_HEADER) ?? '');
  return new File([bytes], name, { type: bytes.type });
}
