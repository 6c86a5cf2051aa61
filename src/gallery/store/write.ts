import type { IDBPTransaction } from 'idb';
import { paced } from '../../protocol';
import type { GalleryKeys } from '../keys';
import {
  type Attempts,
  facesOf,
  type GallerySchema,
  NO_SEGMENTS,
  type SealedFace,
  type SealedFleetPart,
  type SealedPerson,
  type SealedRecord,
  type SealedShadow,
  type SegmentChange,
  type State,
  type StoreName,
  sealFace,
  sealFleetPart,
  sealGroup,
  sealPerson,
  sealPicture,
  sealShadow,
  withoutPersons,
} from '../records';
import { type AuditChange, appendAudit } from './append';
import type { Change } from './change';
import type { Gallery } from './gallery';

type WriteTransaction = IDBPTransaction<GallerySchema, StoreName[], 'readwrite'>;

/** A change as it is to lie in the database. */
export interface SealedChange {
  readonly persons: readonly SealedPerson[];
  readonly faces: readonly SealedFace[];
  readonly pictures: readonly SealedRecord[];
  readonly groups: readonly SealedRecord[];
  /** Keys of groups without persons. */
  readonly emptied: readonly string[];
  readonly segments: SegmentChange;
  readonly audit: AuditChange | undefined;
  readonly shadows: readonly SealedShadow[];
  readonly fleetState: SealedFleetPart | undefined;
}

/** Before the transaction begins: WebCrypto must not be waited for in one. */
export async function sealChange(
  gallery: Gallery,
  keys: GalleryKeys,
  state: State,
  change: Change,
  generation: number,
): Promise<SealedChange> {
  const { persons = [], deleted = [], newFaces = [], scrubbed = [], groups = [], replace = false } = change;
  const { newPictures = [], shadows: remembered = [], fleetState: following } = change;
  const logged = gallery.auditLimits();
  const events = logged !== undefined || state.audit !== undefined ? (change.audit ?? []) : [];
  const [sealedPersons, faces, pictures, kept, emptied, segments, audit, shadows, fleetState] =
    await Promise.all([
      paced(persons, (person) => sealPerson(keys, person, generation)),
      paced(newFaces, ({ person, face }) => sealFace(keys, person, face, generation, state.basis)),
      paced(newPictures, ({ person, bytes }) => sealPicture(keys, person, bytes, generation)),
      Promise.all(
        groups.filter(({ persons }) => persons > 0).map((group) => sealGroup(keys, group, generation)),
      ),
      Promise.all(
        groups.filter(({ persons }) => persons <= 0).map(({ group_id }) => keys.hash('group', group_id)),
      ),
      change.segments ??
        (replace ? NO_SEGMENTS : withoutPersons(gallery.db, keys, state, [...deleted, ...scrubbed])),
      events.length > 0 ? appendAudit(gallery.db, keys, state, events, generation, logged) : undefined,
      paced(remembered, (shadow) => sealShadow(keys, shadow, generation)),
      following && sealFleetPart(keys, 'state', following),
    ]);
  return {
    persons: sealedPersons,
    faces,
    pictures,
    groups: kept,
    emptied,
    segments,
    audit,
    shadows,
    fleetState,
  };
}

/** Persons and what belongs to them. `noted`: the attempts, where what there was is replaced. */
export function put(
  transaction: WriteTransaction,
  change: Change,
  sealed: SealedChange,
  noted: readonly Attempts[],
): Promise<unknown>[] {
  const { deleted = [], goneFaces = [], gonePictures = [], replace = false } = change;
  const [persons, faces, pictures, groups, attempts, manifests, segments] = (
    ['persons', 'faces', 'pictures', 'groups', 'attempts', 'manifests', 'segments'] as const
  ).map((name) => transaction.objectStore(name));
  return [
    ...(replace ? [persons, groups, attempts, manifests, segments].map((store) => store.clear()) : []),
    ...goneFaces.map((key) => faces.delete(key)),
    ...deleted.map((key) => persons.delete(key)),
    ...deleted.map((key) => attempts.delete(key)),
    ...deleted.map((key) => pictures.delete(facesOf(key))),
    ...gonePictures.map((key) => pictures.delete(key)),
    ...sealed.emptied.map((key) => groups.delete(key)),
    ...sealed.segments.gone.map((key) => segments.delete(key)),
    ...sealed.faces.map((face) => faces.put(face)),
    ...sealed.pictures.map((picture) => pictures.put(picture)),
    ...sealed.persons.map((person) => persons.put(person)),
    ...sealed.groups.map((group) => groups.put(group)),
    ...sealed.segments.segments.map((segment) => segments.put(segment)),
    ...sealed.segments.lists.map((list) => manifests.put(list)),
    ...attemptsAfter(change, sealed, noted).map((each) => attempts.put(each)),
  ];
}

/** The log, and what a fleet remembers. */
export function putAside(
  transaction: WriteTransaction,
  { resealed }: Change,
  { audit, shadows, fleetState }: SealedChange,
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
    ...(fleetState ? [fleet.put(fleetState)] : []),
  ];
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
