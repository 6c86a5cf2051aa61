import type { Consent } from '../../protocol';
import { laterOf, laterStamp, type Stamp } from '../clock';

/** A value and when it was written: the later one counts. */
export interface Register<T> {
  readonly value: T;
  readonly at: Stamp;
}

/**
 * A person from one enrolment on. Two devices that enrol the same person_id before they hear of each other make two lives, both of which count;
 * what belonged to a life that a deletion ended never comes back in another.
 */
export interface Life<F> {
  readonly born: Stamp;
  readonly name: Register<string>;
  readonly tag: Register<string>;
  readonly consent: Register<Consent | null>;
  readonly expires: Register<number | null>;
  /** By group_id: whether the person is in it. */
  readonly groups: ReadonlyMap<string, Register<boolean>>;
  /** By face_id: those that are there. */
  readonly faces: ReadonlyMap<string, Register<F>>;
  /** By face_id: when it was removed last. */
  readonly removed: ReadonlyMap<string, Stamp>;
}

/** All that a fleet knows of a person. `F` is what is kept of a face. */
export interface PersonState<F> {
  /** The last deletion. A life counts if and only if it was born after it. */
  readonly deleted: Stamp | null;
  /** Those that count, by `born`. */
  readonly lives: readonly Life<F>[];
}

/** The least upper bound of two states: commutative, associative, idempotent. */
export function merge<F>(a: PersonState<F>, b: PersonState<F>): PersonState<F> {
  const deleted = laterOf(a.deleted, b.deleted);
  const lives = new Map<Stamp, Life<F>>();
  for (const life of [...a.lives, ...b.lives]) {
    if (deleted !== null && life.born <= deleted) continue;
    const known = lives.get(life.born);
    lives.set(life.born, known === undefined ? life : mergeLives(known, life));
  }
  return { deleted, lives: [...lives.values()].sort((x, y) => (x.born < y.born ? -1 : 1)) };
}

export function mergeAll<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  both: (a: V, b: V) => V,
): Map<K, V> {
  const all = new Map(a);
  for (const [key, value] of b) {
    const known = all.get(key);
    all.set(key, known === undefined ? value : both(known, value));
  }
  return all;
}

export function later<T>(a: Register<T>, b: Register<T>): Register<T> {
  return b.at > a.at ? b : a;
}

function mergeLives<F>(a: Life<F>, b: Life<F>): Life<F> {
  const removed = mergeAll(a.removed, b.removed, laterStamp);
  const faces = mergeAll(a.faces, b.faces, later);
  for (const [id, { at }] of faces) {
    const gone = removed.get(id);
    if (gone !== undefined && gone >= at) faces.delete(id);
  }
  return {
    born: a.born,
    name: later(a.name, b.name),
    tag: later(a.tag, b.tag),
    consent: later(a.consent, b.consent),
    expires: later(a.expires, b.expires),
    groups: mergeAll(a.groups, b.groups, later),
    faces,
    removed,
  };
}

/** All stamps of a state. */
export function* stampsOf<F>({ deleted, lives }: PersonState<F>): Generator<Stamp> {
  if (deleted !== null) yield deleted;
  for (const { born, name, tag, consent, expires, groups, faces, removed } of lives) {
    yield born;
    for (const { at } of [name, tag, consent, expires, ...groups.values(), ...faces.values()]) yield at;
    yield* removed.values();
  }
}

/** The latest stamp of a state; null where it has none. */
export function latestOf<F>(state: PersonState<F>): Stamp | null {
  let latest: Stamp | null = null;
  for (const stamp of stampsOf(state)) latest = laterOf(latest, stamp);
  return latest;
}

/** The same state with other stamps and other things kept of faces. */
export function mapState<F, G>(
  { deleted, lives }: PersonState<F>,
  stamp: (stamp: Stamp) => Stamp,
  face: (face: F, face_id: string) => G,
): PersonState<G> {
  const register = <T>({ value, at }: Register<T>): Register<T> => ({ value, at: stamp(at) });
  return {
    deleted: deleted === null ? null : stamp(deleted),
    lives: lives.map((life) => ({
      born: stamp(life.born),
      name: register(life.name),
      tag: register(life.tag),
      consent: register(life.consent),
      expires: register(life.expires),
      groups: new Map([...life.groups].map(([id, each]) => [id, register(each)])),
      faces: new Map(
        [...life.faces].map(([id, { value, at }]) => [id, { value: face(value, id), at: stamp(at) }]),
      ),
      removed: new Map([...life.removed].map(([id, at]) => [id, stamp(at)])),
    })),
  };
}
