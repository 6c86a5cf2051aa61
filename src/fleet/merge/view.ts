import type { Consent } from '../../protocol';
import { later, mergeAll, type PersonState, type Register } from './person';

/** What a state says a person is. */
export interface View<F> {
  readonly person_name: string;
  readonly tag: string;
  readonly consent: Consent | null;
  readonly expires: number | null;
  /** In the order they were joined. */
  readonly group_ids: readonly string[];
  /** By face_id, in the order they were added. */
  readonly faces: ReadonlyMap<string, F>;
}

/** Null when nobody lives. */
export function viewOf<F>({ lives }: PersonState<F>): View<F> | null {
  const [first, ...others] = lives;
  if (first === undefined) return null;
  let { name, tag, consent, expires, groups, faces } = first;
  for (const life of others) {
    name = later(name, life.name);
    tag = later(tag, life.tag);
    consent = later(consent, life.consent);
    expires = later(expires, life.expires);
    groups = mergeAll(groups, life.groups, later);
    faces = mergeAll(faces, life.faces, later);
  }
  return {
    person_name: name.value,
    tag: tag.value,
    consent: consent.value,
    expires: expires.value,
    group_ids: byTime(groups).flatMap(([id, { value }]) => (value ? [id] : [])),
    faces: new Map(byTime(faces).map(([id, { value }]) => [id, value])),
  };
}

function byTime<T>(entries: ReadonlyMap<string, Register<T>>): [string, Register<T>][] {
  return [...entries].sort(([a, x], [b, y]) => compare(x.at, y.at) || compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
