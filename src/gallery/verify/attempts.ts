import { type AttemptLimit, CODES, FaceError } from '../../protocol';
import type { Attempts } from '../records';
import type { Gallery } from '../store';

const MINUTE_MS = 60_000;
/** More than any limit lets be made in a minute. */
const MOST_NOTED = 1000;

/** A person who is compared with something, as the gallery and its caller know them. */
export interface Attempted {
  readonly person_id: string;
  /** Comparisons that are about to be made; 0 asks whether one could be. */
  readonly times: number;
}

/**
 * Notes comparisons with these persons, or refuses all of them when one of them has had enough: code 15. One transaction of the
 * database, which tabs share: what they do at once is counted one after the other, and a reload forgets nothing.
 * `named`: whether the refusal may say who it is.
 */
export async function noteAttempts(
  gallery: Gallery,
  attempted: readonly Attempted[],
  limit: AttemptLimit,
  named: boolean,
): Promise<void> {
  const keys = await gallery.keys();
  const persons = await Promise.all(
    attempted.map(async (each) => ({ ...each, key: await keys.hash('person', each.person_id) })),
  );
  const now = Date.now();
  const transaction = gallery.db.transaction('attempts', 'readwrite');
  const { store } = transaction;
  const found = await Promise.all(persons.map(({ key }) => store.get(key)));
  const states = persons.map(({ key, times }, i) => after(key, found[i], times, limit, now));
  const waitMs = Math.max(...states.map(({ lockedUntil }) => lockedUntil - now), 0);
  // Of a call that is refused nothing counts but that it locked someone.
  const changed = states.filter(({ lockedUntil }, i) =>
    waitMs === 0 ? persons[i].times > 0 : lockedUntil > now && lockedUntil !== found[i]?.lockedUntil,
  );
  await Promise.all([...changed.map((state) => store.put(state)), transaction.done]);
  if (waitMs > 0) throw refusal(persons[0].person_id, named, waitMs);
}

/** What holds once these attempts were made: more than may be lock. */
function after(
  key: string,
  found: Attempts | undefined,
  times: number,
  { perMinute, lockSeconds }: AttemptLimit,
  now: number,
): Attempts {
  const lockMs = lockSeconds * 1000;
  const { made, lockedUntil } = asOf(found, now, lockMs);
  if (lockedUntil > now) return { key, made, lockedUntil };
  const recent = made.filter((at) => at > now - MINUTE_MS);
  if (recent.length + Math.max(times, 1) > perMinute) return { key, made: [], lockedUntil: now + lockMs };
  return { key, made: [...recent, ...Array<number>(times).fill(now)], lockedUntil: 0 };
}

/**
 * What was noted, by the clock as it is now. One that was set back would give a lock that lasts for days, and attempts that are
 * still to come: a lock lasts no longer than from now, and nothing was made later than now. What nobody can have noted locks.
 */
function asOf(
  found: Attempts | undefined,
  now: number,
  lockMs: number,
): Pick<Attempts, 'made' | 'lockedUntil'> {
  if (found === undefined) return { made: [], lockedUntil: 0 };
  const { made, lockedUntil } = found;
  const sound =
    Array.isArray(made) && made.length <= MOST_NOTED && [lockedUntil, ...made].every(Number.isFinite);
  if (!sound) return { made: [], lockedUntil: now + lockMs };
  return {
    made: made.map((each) => Math.min(each, now)),
    lockedUntil: Math.min(lockedUntil, now + lockMs),
  };
}

function refusal(person_id: string, named: boolean, waitMs: number): FaceError {
  const who = named ? `person "${person_id}"` : 'a person who would be found';
  const detail = `${who} was compared too often: try again in ${Math.ceil(waitMs / 1000)} s`;
  return new FaceError(CODES.TOO_FREQUENT, detail, { kind: 'attempts', retryAfterMs: Math.ceil(waitMs) });
}
