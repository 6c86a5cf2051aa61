import { unpackPerson } from '../seal';
import { readBucket, type Stores } from '../transport';
import type { Core } from './core';
import { type Members, PURGED } from './members';

/**
 * Removes tombstones that are older than `olderMs` from the server, and resolves with how many. A device that has not been there since compares all
 * it has with the server, and deletes whom the server no longer knows: so nobody comes back. The newest record stays, since by its revision
 * devices know that they have heard all.
 */
export async function purgeTombstones(
  core: Core,
  members: Members,
  stores: Stores,
  olderMs: number,
): Promise<number> {
  const { revision: newest } = await stores.stand('people');
  const until = core.nowMs() - olderMs;
  const old: number[] = [];
  for (const { key, value, revision, ms } of await readBucket(stores, 'people')) {
    if (ms > until || revision === newest) continue;
    const opened = await core.sealer.open({ kind: 'person', key }, value).catch(() => null);
    if (opened !== null && unpackPerson(opened.body).state.lives.length === 0) old.push(revision);
  }
  if (old.length === 0) return 0;
  // First the word, then the deed: who comes between the two loses nothing.
  const mark = Math.max(core.state.purged, ...old);
  await stores.put('devices', PURGED, await members.sealMark(PURGED, { revision: mark }));
  core.note({ purged: mark });
  for (const revision of old) await stores.erase('people', revision);
  return old.length;
}
