import { deviceOf, msOf, nextStamp, type Stamp } from '../clock';
import type { Life, PersonState, Register } from './person';
import { latestOf, mapState, merge, stampsOf } from './person';
import { type View, viewOf } from './view';

/** Nothing is known of anybody. */
export const NOBODY: PersonState<never> = { deleted: null, lives: [] };

/**
 * The state after what was done to the person on this device: what `local` has and the state does not say, or the other way round. It is the
 * same object where they agree. Null is a deletion.
 */
export function withLocal<F>(
  state: PersonState<F>,
  local: View<F> | null,
  nowMs: number,
  device: string,
): PersonState<F> {
  const known = viewOf(state);
  const at = nextStamp(nowMs, latestOf(state), device);
  if (local === null) return known === null ? state : { deleted: at, lives: [] };
  if (known === null) return merge(state, { deleted: null, lives: [born(local, at)] });
  const change = changeOf(state, known, local, at);
  return change === null ? state : merge(state, change);
}

/** Faces beyond the limit are removed, the latest first: devices that had not heard of each other may have added too many together. */
export function withoutExcess<F>(
  state: PersonState<F>,
  most: number,
  nowMs: number,
  device: string,
): PersonState<F> {
  const view = viewOf(state);
  if (view === null || view.faces.size <= most) return state;
  return withLocal(state, { ...view, faces: new Map([...view.faces].slice(0, most)) }, nowMs, device);
}

/**
 * The state with no stamp of this device beyond `limitMs` that `base` does not have: what a clock that was ahead put there, before anybody
 * else sees it. They keep their order, and stay after everything in `base`.
 */
export function bounded<F, G>(
  state: PersonState<F>,
  base: PersonState<G>,
  limitMs: number,
  device: string,
): PersonState<F> {
  const sent = new Set(stampsOf(base));
  const ahead = [...new Set(stampsOf(state))]
    .filter((stamp) => msOf(stamp) > limitMs && deviceOf(stamp) === device && !sent.has(stamp))
    .sort();
  if (ahead.length === 0) return state;
  // A deletion has no stamp but its own: what it must come after stands in `base` alone.
  const kept = [...stampsOf(state), ...sent].filter((stamp) => !ahead.includes(stamp)).sort();
  let last: Stamp | null = kept[kept.length - 1] ?? null;
  const instead = new Map<Stamp, Stamp>();
  for (const stamp of ahead) {
    last = nextStamp(limitMs, last, device);
    instead.set(stamp, last);
  }
  return mapState(
    state,
    (stamp) => instead.get(stamp) ?? stamp,
    (face) => face,
  );
}

function born<F>(local: View<F>, at: Stamp): Life<F> {
  const register = <T>(value: T): Register<T> => ({ value, at });
  return {
    born: at,
    name: register(local.person_name),
    tag: register(local.tag),
    consent: register(local.consent),
    expires: register(local.expires),
    groups: new Map(local.group_ids.map((id) => [id, register(true)])),
    faces: new Map([...local.faces].map(([id, face]) => [id, register(face)])),
    removed: new Map(),
  };
}

function changeOf<F>(
  { lives }: PersonState<F>,
  known: View<F>,
  local: View<F>,
  at: Stamp,
): PersonState<F> | null {
  const youngest = lives[lives.length - 1];
  if (youngest === undefined) return null;
  let changed = false;
  const register = <T>(old: Register<T>, before: T, now: T): Register<T> => {
    if (canonical(before) === canonical(now)) return old;
    changed = true;
    return { value: now, at };
  };
  const groups = new Map<string, Register<boolean>>();
  for (const id of local.group_ids) if (!known.group_ids.includes(id)) groups.set(id, { value: true, at });
  for (const id of known.group_ids) if (!local.group_ids.includes(id)) groups.set(id, { value: false, at });
  const faces = new Map<string, Register<F>>();
  for (const [id, value] of local.faces) if (!known.faces.has(id)) faces.set(id, { value, at });
  const lost = [...known.faces.keys()].filter((id) => !local.faces.has(id));
  const head: Life<F> = {
    ...youngest,
    name: register(youngest.name, known.person_name, local.person_name),
    tag: register(youngest.tag, known.tag, local.tag),
    consent: register(youngest.consent, known.consent, local.consent),
    expires: register(youngest.expires, known.expires, local.expires),
    groups,
    faces,
    removed: removals(youngest, lost, at),
  };
  changed ||= groups.size > 0 || faces.size > 0 || lost.length > 0;
  if (!changed) return null;
  const others = lives
    .slice(0, -1)
    .map((life) => ({ ...life, faces: new Map(), removed: removals(life, lost, at) }));
  return { deleted: null, lives: [...others, head] };
}

function removals<F>({ faces }: Life<F>, lost: readonly string[], at: Stamp): Map<string, Stamp> {
  return new Map(lost.filter((id) => faces.has(id)).map((id) => [id, at]));
}

/** Whoever stores a value may order its fields anew: that is no change. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each === null || typeof each !== 'object' || Array.isArray(each)
      ? each
      : Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}
