import type { WireRequest } from '../shared';
import { DELETION } from './effects';
import { UNCERTAIN, unavailable } from './envelope';
import type { Ledger } from './ledger';

/** Carries a write out, unless an earlier run of the service worker died over the same one: then it is uncertain. */
export async function writeOnce(
  ledger: Pick<Ledger, 'enter' | 'strike'>,
  fingerprint: string,
  { url }: Pick<WireRequest, 'url'>,
  write: () => Promise<Response>,
): Promise<Response> {
  const isNew = await ledger.enter(fingerprint).catch((error) => {
    // A full disk takes no entry, and could never be freed again if deletions waited for one.
    if (DELETION.test(new URL(url).pathname)) return true;
    throw error;
  });
  if (!isNew) return unavailable(UNCERTAIN);
  // The write was made or not, whatever becomes of its entry; one that stays is told once as uncertain.
  return write().finally(() => ledger.strike(fingerprint).catch(() => undefined));
}
