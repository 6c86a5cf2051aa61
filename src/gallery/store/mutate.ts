import type { IDBPTransaction } from 'idb';
import type { Shadow } from '../../fleet/port';
import { asStorageError, sealedAnew, storageError } from '../failure';
import { type GalleryKeys, type Keyring, ringMark } from '../keys';
import {
  type Attempts,
  EMPTY_STATE,
  type Face,
  firstExpiry,
  type GallerySchema,
  type Group,
  MAX_SEALINGS,
  NO_SEGMENTS,
  type Person,
  type SealedEntry,
  type SealedFace,
  type SealedFleetPart,
  type SealedPerson,
  type SealedRecord,
  type SealedShadow,
  type SegmentChange,
  STORES,
  type State,
  type StoreName,
  sealFace,
  sealGroup,
  sealPerson,
  sealShadow,
  sealState,
  withoutPersons,
} from '../records';
import { alone } from './alone';
import { type AuditChange, type AuditEvent, appendAudit } from './append';
import type { Gallery } from './gallery';
import { MOST_UNPROVEN_GENERATION, plainCount } from './plain';
import { loadState } from './state';

type WriteTransaction = IDBPTransaction<GallerySchema, StoreName[], 'readwrite'>;

/** Deletions that the state lists for indexes in memory; one that missed more is built anew. */
const LISTED_DELETIONS = 128;

/** Stores that the log and a fleet need, where no person changes. */
const ASIDE: readonly StoreName[] = ['keys', 'state', 'audit', 'shadows', 'fleet'];

/** What a mutation changes. Person keys are hashes of person_ids. */
export interface Change {
  /** New or changed persons. */
  readonly persons?: readonly Person[];
  /** Keys of persons that cease to exist. */
  readonly deleted?: readonly string[];
  readonly newFaces?: readonly { readonly person: string; readonly face: Face }[];
  /** Keys of face records that cease to exist. */
  readonly goneFaces?: readonly string[];
  /** Their persons, whose templates must leave the segments, too. */
  readonly scrubbed?: readonly string[];
  /** Groups with other numbers of persons; with none they cease to exist. */
  readonly groups?: readonly Group[];
  /** Segments made anew; then nobody is scrubbed. */
  readonly segments?: SegmentChange;
  /** Of the gallery as a whole: persons and listed faces more, or fewer. */
  readonly grown: { readonly persons: number; readonly faces: number };
  /** Nothing of what there was remains, but face records, which a sweep removes. `grown` counts from 0. */
  readonly replace?: boolean;
  /** The generation it gets, when not the next: the one its faces were sealed with before. */
  readonly generation?: number;
  /** Records sealed for it before. */
  readonly sealings?: number;
  /** The key record from now on. */
  readonly ring?: Keyring;
  /** The keys that it belongs to, when they are others: then all is sealed with them, and nothing of what there was remains. */
  readonly keys?: GalleryKeys;
  /** Name of the basis in which templates are written from now on. */
  readonly basis?: string;
  /** With other keys: what a person's key was → what it is. What was noted of attempts goes with the person. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** What the audit log is to say of it, where there is one, or is to be. */
  readonly audit?: readonly AuditEvent[];
  /** Nothing but the log and what a fleet remembers changes: nobody else needs to hear of it. */
  readonly quiet?: boolean;
  /** When the first person expires, where that is known exactly; undefined: nobody does. */
  readonly expiries?: { readonly first: number | undefined };
  /** Records of other stores, sealed with other keys: then none of before remains in them. */
  readonly resealed?: {
    readonly audit: readonly SealedEntry[];
    readonly shadows: readonly SealedShadow[];
    readonly fleet: readonly SealedFleetPart[];
  };
  /** What a fleet remembers from now on. */
  readonly shadows?: readonly Shadow[];
}

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
  const nextExpiry = await commit(gallery, keys, state, change);
  if (!change.quiet) gallery.tabs.tell({ kind: 'changed', generation: change.generation ?? generation });
  gallery.nextExpiry = nextExpiry;
  return result;
}

/** Returns when the first person may expire, from now on. */
async function commit(
  gallery: Gallery,
  keys: GalleryKeys,
  state: State,
  change: Change,
): Promise<number | undefined> {
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
    return nextExpiry;
  } catch (error) {
    // Each of them rejects when the transaction is aborted; the caller wants the first error.
    for (const each of written) each.catch(() => undefined);
    abort(transaction);
    throw error;
  }
}

interface SealedChange {
  readonly persons: readonly SealedPerson[];
  readonly faces: readonly SealedFace[];
  readonly groups: readonly SealedRecord[];
  /** Keys of groups without persons. */
  readonly emptied: readonly string[];
  readonly segments: SegmentChange;
  readonly audit: AuditChange | undefined;
  readonly shadows: readonly SealedShadow[];
}

async function sealChange(
  gallery: Gallery,
  keys: GalleryKeys,
  state: State,
  change: Change,
  generation: number,
): Promise<SealedChange> {
  const { persons = [], deleted = [], newFaces = [], scrubbed = [], groups = [], replace = false } = change;
  const { shadows: remembered = [] } = change;
  const logged = gallery.auditLimits();
  const events = logged !== undefined || state.audit !== undefined ? (change.audit ?? []) : [];
  const [sealedPersons, faces, kept, emptied, segments, audit, shadows] = await Promise.all([
    Promise.all(persons.map((person) => sealPerson(keys, person, generation))),
    Promise.all(newFaces.map(({ person, face }) => sealFace(keys, person, face, generation, state.basis))),
    Promise.all(
      groups.filter(({ persons }) => persons > 0).map((group) => sealGroup(keys, group, generation)),
    ),
    Promise.all(
      groups.filter(({ persons }) => persons <= 0).map(({ group_id }) => keys.hash('group', group_id)),
    ),
    change.segments ??
      (replace ? NO_SEGMENTS : withoutPersons(gallery.db, keys, state, [...deleted, ...scrubbed])),
    events.length > 0 ? appendAudit(gallery.db, keys, state, events, generation, logged) : undefined,
    Promise.all(remembered.map((shadow) => sealShadow(keys, shadow, generation))),
  ]);
  return { persons: sealedPersons, faces, groups: kept, emptied, segments, audit, shadows };
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

/** `noted`: the attempts, where what there was is replaced. */
function put(
  transaction: WriteTransaction,
  change: Change,
  sealed: SealedChange,
  noted: readonly Attempts[],
): Promise<unknown>[] {
  const { deleted = [], goneFaces = [], replace = false } = change;
  const [persons, faces, groups, attempts, manifests, segments] = (
    ['persons', 'faces', 'groups', 'attempts', 'manifests', 'segments'] as const
  ).map((name) => transaction.objectStore(name));
  return [
    ...(replace ? [persons, groups, attempts, manifests, segments].map((store) => store.clear()) : []),
    ...goneFaces.map((key) => faces.delete(key)),
    ...deleted.map((key) => persons.delete(key)),
    ...deleted.map((key) => attempts.delete(key)),
    ...sealed.emptied.map((key) => groups.delete(key)),
    ...sealed.segments.gone.map((key) => segments.delete(key)),
    ...sealed.faces.map((face) => faces.put(face)),
    ...sealed.persons.map((person) => persons.put(person)),
    ...sealed.groups.map((group) => groups.put(group)),
    ...sealed.segments.segments.map((segment) => segments.put(segment)),
    ...sealed.segments.lists.map((list) => manifests.put(list)),
    ...attemptsAfter(change, sealed, noted).map((each) => attempts.put(each)),
  ];
}

/** The log, and what a fleet remembers. */
function putAside(
  transaction: WriteTransaction,
  { resealed }: Change,
  { audit, shadows }: SealedChange,
): Promise<unknown>[] {
  const [log, memory, fleet] = (['audit', 'shadows', 'fleet'] as const).map((name) =>
    transaction.objectStore(name),
  );
  return [
    ...(resealed ? [log, memory].map((store) => store.clear()) : []),
    ...(resealed?.audit ?? []).map((entry) => log.put(entry)),
    ...(resealed?.shadows ?? []).map((shadow) => memory.put(shadow)),
    ...(resealed?.fleet ?? []).map((part) => fleet.put(part)),
    ...(audit?.gone ?? []).map((key) => log.delete(key)),
    ...(audit?.entries ?? []).map((entry) => log.put(entry)),
    ...shadows.map((shadow) => memory.put(shadow)),
  ];
}

/** When the first person expires, once that is done; no later, at least. */
function expiryAfter(base: State, { persons = [], expiries }: Change): number | undefined {
  if (expiries) return expiries.first;
  return firstExpiry([{ expires: base.nextExpiry }, ...persons]);
}

/** Of persons who stay: nobody gets rid of a lock by an import or by new keys. */
function attemptsAfter(
  { renamed }: Change,
  { persons }: SealedChange,
  noted: readonly Attempts[],
): Attempts[] {
  const stay = new Set(persons.map(({ key }) => key));
  return noted
    .map((each) => ({ ...each, key: renamed?.get(each.key) ?? each.key }))
    .filter(({ key }) => stay.has(key));
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
