import { asStorageError, sealedAnew, storageError } from '../failure';
import { type GalleryKeys, ringMark } from '../keys';
import {
  EMPTY_STATE,
  firstExpiry,
  MAX_SEALINGS,
  STORES,
  type State,
  type StoreName,
  sealState,
} from '../records';
import { alone } from './alone';
import type { Change } from './change';
import type { Gallery } from './gallery';
import { MOST_UNPROVEN_GENERATION, plainCount } from './plain';
import { loadState } from './state';
import { put, putAside, type SealedChange, sealChange } from './write';

/** Deletions that the state lists for indexes in memory; one that missed more is built anew. */
const LISTED_DELETIONS = 128;

/** Persons whom other tabs are told of one by one. */
const TOLD = 1_000;

/** Stores that the log and a fleet need, where no person changes. */
const ASIDE: readonly StoreName[] = ['keys', 'state', 'audit', 'shadows', 'fleet'];

/** What a plan may look at: nothing changes it until the plan is carried out. */
export interface Now {
  readonly keys: GalleryKeys;
  readonly state: State;
  /** The generation that the change will have. */
  readonly generation: number;
}

/**
 * Changes the gallery: all of what `plan` asks for or nothing, on disk before it resolves. WebCrypto is awaited before the
 * transaction begins, since Firefox closes one that waits for anything else; a Web Lock keeps other writers away until
 * then, and the generation is compared again where the transaction is made.
 */
export async function mutate<T>(
  gallery: Gallery,
  plan: (now: Now) => Promise<{ readonly change: Change; readonly result: T }>,
  patienceMs?: number,
): Promise<T> {
  try {
    return await alone(gallery.appid, () => mutateAlone(gallery, plan), patienceMs);
  } catch (error) {
    throw asStorageError(error);
  }
}

/** `mutate` for whoever writes alone already. */
export async function mutateAlone<T>(
  gallery: Gallery,
  plan: (now: Now) => Promise<{ readonly change: Change; readonly result: T }>,
): Promise<T> {
  const keys = await gallery.keys();
  const state = await loadState(gallery, keys);
  const generation = state.generation + 1;
  const { change, result } = await plan({ keys, state, generation });
  const { nextExpiry, persons } = await commit(gallery, keys, state, change);
  if (!change.quiet)
    gallery.tabs.tell({ kind: 'changed', generation: change.generation ?? generation, persons });
  gallery.nextExpiry = nextExpiry;
  return result;
}

/** What others are to know of what was done. */
interface Committed {
  /** When the first person may expire, from now on. */
  readonly nextExpiry: number | undefined;
  /** As `TabMessage` has them. */
  readonly persons: readonly string[] | undefined;
}

async function commit(gallery: Gallery, keys: GalleryKeys, state: State, change: Change): Promise<Committed> {
  const generation = change.generation ?? state.generation + 1;
  if (generation <= state.generation)
    throw storageError('busy', 'other tabs have changed too much meanwhile');
  const sealing = change.keys ?? keys;
  const before = sealing.sealings;
  const sealed = await sealChange(gallery, sealing, state, change, generation);
  const base = change.replace ? EMPTY_STATE : state;
  const used = (change.keys ? 0 : state.sealings) + (change.sealings ?? 0);
  const nextExpiry = expiryAfter(base, change);
  const next = await sealState(sealing, {
    ...(change.replace ? { deletions: [], floor: generation } : deletionsAfter(state, change, generation)),
    generation,
    persons: base.persons + change.grown.persons,
    faces: base.faces + change.grown.faces,
    manifests: { ...base.manifests, ...sealed.segments.generations },
    sealings: requireSealings(used + (sealing.sealings - before) + 1),
    ring: change.ring ? ringMark(change.ring) : state.ring,
    nextExpiry,
    audit: sealed.audit?.head ?? state.audit,
    basis: change.basis ?? state.basis,
  });
  // What is no person's does not keep those waiting who read persons.
  const stores = change.quiet ? ASIDE : STORES;
  const transaction = gallery.db.transaction([...stores], 'readwrite', { durability: 'strict' });
  const written: Promise<unknown>[] = [transaction.done];
  try {
    const [found, ring] = await Promise.all([
      transaction.objectStore('state').get('state'),
      transaction.objectStore('keys').get('keys'),
    ]);
    if (ring?.galleryId !== keys.galleryId) throw sealedAnew();
    if ((plainCount(found?.generation, MOST_UNPROVEN_GENERATION) ?? 0) > state.generation) {
      throw storageError('busy', 'another tab was faster; nothing was changed');
    }
    const noted = change.replace ? await transaction.objectStore('attempts').getAll() : [];
    if (!change.quiet) written.push(...put(transaction, change, sealed, noted));
    written.push(...putAside(transaction, change, sealed), transaction.objectStore('state').put(next));
    if (change.ring) written.push(transaction.objectStore('keys').put(change.ring, 'keys'));
    await Promise.all(written);
    return { nextExpiry, persons: touched(change, sealed) };
  } catch (error) {
    // Each of them rejects when the transaction is aborted; the caller wants the first error.
    for (const each of written) each.catch(() => undefined);
    abort(transaction);
    throw error;
  }
}

/** Undefined where all are, or too many for a message. */
function touched(
  { deleted = [], newFaces = [], scrubbed = [], replace = false }: Change,
  { persons }: SealedChange,
): readonly string[] | undefined {
  const keys = new Set([
    ...persons.map(({ key }) => key),
    ...deleted,
    ...newFaces.map(({ person }) => person),
    ...scrubbed,
  ]);
  return replace || keys.size > TOLD ? undefined : [...keys];
}

function deletionsAfter(
  state: State,
  { deleted = [] }: Change,
  generation: number,
): Pick<State, 'deletions' | 'floor'> {
  const all = [...state.deletions, ...deleted.map((key) => [generation, key] as const)];
  const deletions = all.slice(-LISTED_DELETIONS);
  const dropped = all[all.length - deletions.length - 1];
  return { deletions, floor: dropped === undefined ? state.floor : dropped[0] };
}

/** When the first person expires, once that is done; no later, at least. */
function expiryAfter(base: State, { persons = [], expiries }: Change): number | undefined {
  if (expiries) return expiries.first;
  return firstExpiry([{ expires: base.nextExpiry }, ...persons]);
}

function requireSealings(sealings: number): number {
  if (sealings < MAX_SEALINGS) return sealings;
  throw storageError(
    'failed',
    'the gallery’s key has been used up: setPassphrase with rotate makes a new one',
  );
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // Already aborted by the failure itself.
  }
}
