import type { Application, Applied, LocalPerson } from '../../fleet/port';
import { paced } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import { groupNames, shifted } from '../persons';
import {
  type Face,
  faceKey,
  isHash,
  openFace,
  openPerson,
  type Person,
  type SealedFace,
  type SealedPerson,
} from '../records';
import { type Change, type Gallery, mutate, type Now } from '../store';
import type { View } from './view';

/** Sealed since the last mutation, for the fleet, and counted with the next one. */
export interface Uncounted {
  sealings: number;
}

/** A person as they lie there, and what is to become of them. */
interface Subject {
  readonly application: Application;
  /** The person's key; null where nobody stands behind the record. */
  readonly key: string | null;
  readonly record: SealedPerson | undefined;
  readonly faces: readonly SealedFace[];
}

/** What one application comes to. */
interface Effect {
  readonly person?: Person;
  readonly deleted?: boolean;
  readonly newFaces?: readonly Face[];
  readonly goneFaces?: readonly string[];
  readonly scrubbed?: boolean;
  readonly joins?: readonly string[];
  readonly leaves?: readonly string[];
  readonly grown?: { readonly persons: number; readonly faces: number };
}

/** Limits of numbers are not enforced: devices that keep to other ones would differ. The log is that of the device where it was done. */
export async function applyBatch(
  gallery: Gallery,
  view: View,
  batch: readonly Application[],
  fleetState: Uint8Array<ArrayBuffer> | undefined,
  uncounted: Uncounted,
): Promise<Applied> {
  const { sealings } = uncounted;
  const { applied, keys, written } = await mutate(gallery, async (now) => {
    const subjects = await subjectsOf(view, now, batch);
    const [taken, left] = split(subjects, isUnchanged);
    const effects = await paced(taken, async (subject) => ({
      subject,
      effect: await effectOf(gallery, now, subject),
    }));
    const change = await changeOf(gallery, now, effects, sealings);
    const { keys, state, generation } = now;
    const refused = left.map(({ application }) => application.shadow.key);
    const applied = { refused, before: state.generation, after: generation };
    // Who is left out has not been heard yet.
    const saved = fleetState && left.length === 0 ? { fleetState } : {};
    return { change: { ...change, ...saved }, result: { applied, keys, written: writtenOf(taken) } };
  });
  uncounted.sealings -= sealings;
  view.follow(keys, applied, written);
  return applied;
}

function writtenOf(taken: readonly Subject[]) {
  return {
    persons: taken.flatMap(({ key }) => key ?? []),
    shadows: taken.map(({ application }) => application.shadow.key),
  };
}

function isUnchanged({ application, record }: Subject): boolean {
  return (record?.generation ?? 0) === application.mark;
}

async function subjectsOf(view: View, { keys }: Now, batch: readonly Application[]): Promise<Subject[]> {
  const hashes = await paced(batch, async ({ person_id }) =>
    person_id === null ? null : keys.hash('person', person_id),
  );
  const stored = await view.persons(keys, hashes);
  return batch.map((application, i) => {
    const { [i]: found } = stored;
    return { application, key: hashes[i], record: found?.record, faces: found?.faces ?? [] };
  });
}

async function effectOf(gallery: Gallery, now: Now, subject: Subject): Promise<Effect> {
  const { application, key, record, faces } = subject;
  const { person } = application;
  if (person === undefined || key === null || (person === null && record === undefined)) return {};
  const before = record && (await openPerson(now.keys, record).catch(nothingIfDamaged));
  // What stands in plain beside a seal that does not open may be anything.
  const hashes = [record?.groups ?? []].flat().filter(isHash);
  const groups = before?.group_ids ?? (await groupNames(gallery, now, hashes));
  const were = { persons: record ? 1 : 0, faces: before?.faces.length ?? (record ? faces.length : 0) };
  if (person === null) {
    const grown = { persons: -1, faces: -were.faces };
    return { deleted: true, goneFaces: faces.map((face) => face.key), leaves: groups, grown };
  }
  return { ...(await become(now, subject, key, before, person)), ...moves(groups, person, were) };
}

/** Faces that are there and open stay as they lie. */
async function become(
  { keys, generation }: Now,
  { record, faces }: Subject,
  key: string,
  before: Person | undefined,
  { person_id, person_name, tag, group_ids, consent, expires, faces: wanted }: LocalPerson,
): Promise<Effect> {
  const ids = new Set(wanted.map(({ face_id }) => face_id));
  const stored = new Map(faces.map((face) => [face.key, face]));
  const sound = await Promise.all(
    (before?.faces ?? []).map(async (ref) => {
      const sealed = ids.has(ref.face_id) ? stored.get(faceKey(key, ref)) : undefined;
      return sealed && (await openFace(keys, sealed).catch(nothingIfDamaged)) ? ref : undefined;
    }),
  );
  const kept = new Map(sound.filter((ref) => ref !== undefined).map((ref) => [ref.face_id, ref]));
  const keptKeys = new Set([...kept.values()].map((ref) => faceKey(key, ref)));
  const goneFaces = faces.map((face) => face.key).filter((each) => !keptKeys.has(each));
  const person: Person = {
    person_id,
    person_name,
    tag,
    group_ids,
    consent: consent ?? undefined,
    expires: expires ?? undefined,
    faces: wanted.map(({ face_id }) => kept.get(face_id) ?? { face_id, generation }),
    // The device's own, of which the fleet knows nothing.
    picture: before?.picture,
  };
  const newFaces = wanted
    .filter(({ face_id }) => !kept.has(face_id))
    .map((face): Face => ({ ...face, person_id }));
  // A damaged one begins anew, for indexes in memory, too.
  return {
    person,
    newFaces,
    goneFaces,
    scrubbed: goneFaces.length > 0,
    deleted: record !== undefined && before === undefined,
  };
}

function moves(
  groups: readonly string[],
  { group_ids, faces }: LocalPerson,
  were: { readonly persons: number; readonly faces: number },
): Effect {
  const [old, next] = [new Set(groups), new Set(group_ids)];
  return {
    joins: [...next].filter((id) => !old.has(id)),
    leaves: [...old].filter((id) => !next.has(id)),
    grown: { persons: 1 - were.persons, faces: faces.length - were.faces },
  };
}

async function changeOf(
  gallery: Gallery,
  now: Now,
  effects: readonly { readonly subject: Subject; readonly effect: Effect }[],
  sealings: number,
): Promise<Change> {
  const deltas = new Map<string, number>();
  const grown = { persons: 0, faces: 0 };
  for (const { effect } of effects) {
    for (const id of effect.joins ?? []) deltas.set(id, (deltas.get(id) ?? 0) + 1);
    for (const id of effect.leaves ?? []) deltas.set(id, (deltas.get(id) ?? 0) - 1);
    grown.persons += effect.grown?.persons ?? 0;
    grown.faces += effect.grown?.faces ?? 0;
  }
  const keysWhere = (which: (effect: Effect) => boolean | undefined) =>
    effects.flatMap(({ subject: { key }, effect }) => (key !== null && which(effect) ? [key] : []));
  const shadows = effects.map(({ subject }) => subject.application.shadow);
  const quiet = effects.every(({ effect }) => effect.grown === undefined);
  if (quiet) return { grown, shadows, sealings, quiet };
  return {
    persons: effects.flatMap(({ effect }) => effect.person ?? []),
    deleted: keysWhere(({ deleted }) => deleted),
    newFaces: effects.flatMap(({ subject: { key }, effect: { newFaces = [] } }) =>
      key === null ? [] : newFaces.map((face) => ({ person: key, face })),
    ),
    goneFaces: effects.flatMap(({ effect }) => effect.goneFaces ?? []),
    scrubbed: keysWhere(({ scrubbed }) => scrubbed),
    groups: await shifted(gallery, now, deltas),
    grown,
    shadows,
    sealings,
  };
}

function split<T>(all: readonly T[], which: (one: T) => boolean): [T[], T[]] {
  const taken: T[] = [];
  const left: T[] = [];
  for (const one of all) (which(one) ? taken : left).push(one);
  return [taken, left];
}
