import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type FleetPartName,
  openEntry,
  openFleetPart,
  openShadow,
  type SealedEntry,
  type SealedFleetPart,
  type SealedShadow,
  sealEntry,
  sealFleetPart,
  sealShadow,
} from '../records';
import type { Change, Gallery } from '../store';

/** Records read in one transaction. */
const BATCH = 1_000;

/**
 * The log, and what a fleet remembers, sealed with other keys. What they say stays as it is. A record that does not open stays out: an entry of the
 * log is missed by who follows the chain, and what the fleet forgets it hears again.
 */
export async function sealAsideAnew(
  gallery: Gallery,
  old: GalleryKeys,
  keys: GalleryKeys,
  generation: number,
): Promise<{ readonly records: NonNullable<Change['resealed']>; readonly sealings: number }> {
  const audit: SealedEntry[] = [];
  for await (const part of batches<SealedEntry>((after) => gallery.db.getAll('audit', after, BATCH))) {
    const lines = await Promise.all(part.map((entry) => openEntry(old, entry).catch(nothingIfDamaged)));
    for (const [i, line] of lines.entries())
      if (line !== undefined) audit.push(await sealEntry(keys, part[i].key, line, generation));
  }
  const shadows: SealedShadow[] = [];
  for await (const part of batches<SealedShadow>((after) => gallery.db.getAll('shadows', after, BATCH))) {
    const opened = await Promise.all(part.map((each) => openShadow(old, each).catch(nothingIfDamaged)));
    const sound = opened.filter((shadow) => shadow !== undefined);
    shadows.push(...(await Promise.all(sound.map((shadow) => sealShadow(keys, shadow, generation)))));
  }
  const fleet: SealedFleetPart[] = [];
  for (const part of await gallery.db.getAll('fleet')) {
    if (!('data' in part)) continue;
    const plain = await openFleetPart(old, part).catch(nothingIfDamaged);
    if (plain !== undefined) fleet.push(await sealFleetPart(keys, part.name as FleetPartName, plain));
  }
  const sealings = audit.length + shadows.length + fleet.length;
  return { records: { audit, shadows, fleet }, sealings };
}

/** All records of a store, by their keys. */
async function* batches<T extends { readonly key: string | number }>(
  read: (after: IDBKeyRange | null) => Promise<T[]>,
): AsyncGenerator<T[]> {
  let part = await read(null);
  while (part.length > 0) {
    yield part;
    const last = part[part.length - 1];
    part = part.length < BATCH ? [] : await read(IDBKeyRange.lowerBound(last.key, true));
  }
}
