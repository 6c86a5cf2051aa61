import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';
import { fromJson, mapState, NOBODY, type PersonState, toJson, type View } from '../merge';
import type { FleetFace, Found, LocalPerson, Shadow } from '../port';

/** Of a face only when it came: the gallery has the rest. */
type Bare = PersonState<null>;

/** What a device remembers of a record. */
export interface Memory {
  readonly person_id: string | null;
  readonly state: Bare;
  /** What of it the server had, where something waits to be sent; else null. */
  readonly base: Bare | null;
  /** The bucket's, of the value that was last seen or sent; 0 before the first. */
  readonly revision: number;
  /** How often the record was written: goes into its seal. */
  readonly version: number;
}

const schema = v.object({
  state: v.unknown(),
  base: v.unknown(),
  revision: v.number(),
  version: v.number(),
});

const NOTHING: Memory = { person_id: null, state: NOBODY, base: null, revision: 0, version: 0 };

export function remember(key: string, { person_id, state, base, revision, version }: Memory): Shadow {
  const face = () => 0;
  const data = jsonBytes({
    state: toJson(state, face),
    base: base && toJson(base, face),
    revision,
    version,
  });
  return { key, person_id: state.lives.length > 0 ? person_id : null, pending: base !== null, data };
}

/** Throws for what `remember` did not make: the gallery has checked its seal. */
export function recall({ shadow }: Found): Memory {
  if (shadow === null) return NOTHING;
  const { state, base, revision, version } = v.parse(schema, fromJsonBytes(shadow.data as Bytes));
  const face = () => null;
  return {
    person_id: shadow.person_id,
    state: fromJson(state, face),
    base: base === null ? null : fromJson(base, face),
    revision,
    version,
  };
}

export function bare(state: PersonState<unknown>): Bare {
  return mapState(
    state,
    (stamp) => stamp,
    () => null,
  );
}

/** With the gallery's faces; a face that it does not have is null. */
export function filled(state: Bare, person: LocalPerson | null): PersonState<FleetFace | null> {
  const faces = new Map(person?.faces.map((face) => [face.face_id, face]));
  return mapState(
    state,
    (stamp) => stamp,
    (_, face_id) => faces.get(face_id) ?? null,
  );
}

/** Null where a face is missing. */
export function whole(state: PersonState<FleetFace | null>): PersonState<FleetFace> | null {
  const complete = state.lives.every(({ faces }) => [...faces.values()].every(({ value }) => value !== null));
  return complete ? (state as PersonState<FleetFace>) : null;
}

export function sameState(a: PersonState<unknown>, b: PersonState<unknown>): boolean {
  const face = () => 0;
  return JSON.stringify(toJson(a, face)) === JSON.stringify(toJson(b, face));
}

export function localView(person: LocalPerson): View<FleetFace> {
  const { person_name, tag, consent, expires, group_ids, faces } = person;
  const byId = new Map(faces.map((face) => [face.face_id, face]));
  return { person_name, tag, consent, expires, group_ids, faces: byId };
}

/** Whether the gallery has what the view says. */
export function agrees(view: View<FleetFace | null>, person: LocalPerson): boolean {
  const local = localView(person);
  return (
    JSON.stringify(summary(view)) === JSON.stringify(summary(local)) &&
    view.faces.size === local.faces.size &&
    [...view.faces.keys()].every((id) => local.faces.has(id))
  );
}

function summary({ person_name, tag, consent, expires, group_ids }: View<unknown>) {
  const given = consent && [consent.textHash, consent.version, consent.time, consent.locale];
  return [person_name, tag, given, expires, [...group_ids].sort()];
}
