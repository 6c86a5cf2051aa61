import { GENESIS, hashOf } from '../../audit';
import type { AuditEntry, AuditLimits } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type AuditHead,
  type GalleryDatabase,
  openEntry,
  type SealedEntry,
  type State,
  sealEntry,
} from '../records';
import { PersonNames } from './names';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 365;
const DEFAULT_ENTRIES = 50_000;
/** Old entries looked at beside as many as come: so that a log that was made shorter gets there. */
const LOOKED_AT = 64;

/** What happened, as whoever did it knows it: persons by their ids. */
export interface AuditEvent extends Omit<AuditEntry, 'n' | 'time' | 'person' | 'found' | 'after' | 'prev'> {
  /** Ms of Unix time; absent: now. */
  readonly at?: number;
  readonly person_id?: string;
  readonly candidates?: readonly { readonly person_id: string; readonly confidence: number }[];
}

/** What a change writes of the log. */
export interface AuditChange {
  readonly head: AuditHead;
  readonly entries: readonly SealedEntry[];
  /** Keys of entries that are too old, or too many. */
  readonly gone: readonly number[];
}

/** Makes entries of events, behind those that there are, and says which old ones go. A log that is not there begins. */
export async function appendAudit(
  db: GalleryDatabase,
  keys: GalleryKeys,
  state: State,
  events: readonly AuditEvent[],
  generation: number,
  limits: AuditLimits = {},
): Promise<AuditChange> {
  const now = Date.now();
  const before = state.audit ?? (await begin(db, keys));
  const { secret } = before;
  const names = await PersonNames.of(secret);
  const first: AuditEvent & { readonly after?: number } = {
    what: 'begun',
    ...(before.count > 0 && { after: before.count }),
  };
  let { count, head } = before;
  const entries: SealedEntry[] = [];
  for (const { at = now, person_id, candidates, ...event } of state.audit ? events : [first, ...events]) {
    count += 1;
    const { what, ...more } = event;
    const entry: AuditEntry = {
      n: count,
      time: new Date(at).toISOString(),
      what,
      ...(person_id !== undefined && { person: await names.of(person_id) }),
      ...more,
      ...(candidates && {
        found: await Promise.all(
          candidates.map(async (each) => ({
            person: await names.of(each.person_id),
            confidence: each.confidence,
          })),
        ),
      }),
      prev: head,
    };
    const line = JSON.stringify(entry);
    entries.push(await sealEntry(keys, count, line, generation));
    head = await hashOf(line);
  }
  const { gone, ...kept } = await tooOld(db, keys, before, count, entries.length, limits, now);
  return { head: { count, head, ...kept, secret }, entries, gone };
}

/** Of a gallery whose state was lost, with its log: what lies there goes on, but nothing says that it is all. */
async function begin(db: GalleryDatabase, keys: GalleryKeys): Promise<AuditHead> {
  const { store } = db.transaction('audit');
  const [[first = 1], cursor] = await Promise.all([
    store.getAllKeys(null, 1),
    store.openCursor(null, 'prev'),
  ]);
  const random = crypto.getRandomValues(new Uint8Array(32));
  const secret = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const last = cursor?.value;
  if (last === undefined || !Number.isSafeInteger(last.key) || last.key < 1)
    return { count: 0, head: GENESIS, first: 1, anchor: GENESIS, secret };
  const line = await openEntry(keys, last).catch(nothingIfDamaged);
  const head = line === undefined ? GENESIS : await hashOf(line);
  return { count: last.key, head, first, anchor: '', secret };
}

/** The entries that go, and where the log begins without them. */
async function tooOld(
  db: GalleryDatabase,
  keys: GalleryKeys,
  { first, anchor, count: stored }: AuditHead,
  count: number,
  more: number,
  { days = DEFAULT_DAYS, entries = DEFAULT_ENTRIES }: AuditLimits,
  now: number,
): Promise<Pick<AuditHead, 'first' | 'anchor'> & { readonly gone: readonly number[] }> {
  const oldest = new Date(now - days * DAY_MS).toISOString();
  const range = IDBKeyRange.bound(first, Math.max(stored, first));
  const found = await db.getAll('audit', range, LOOKED_AT + more);
  const gone: number[] = [];
  const kept = { first, anchor };
  for (const record of found) {
    const tooMany = count - record.key + 1 > entries;
    const line = await openEntry(keys, record).catch(nothingIfDamaged);
    const entry = line === undefined ? undefined : (JSON.parse(line) as AuditEntry);
    if (!tooMany && (entry === undefined || entry.time >= oldest)) break;
    gone.push(record.key);
    kept.first = record.key + 1;
    kept.anchor = line === undefined ? '' : await hashOf(line);
  }
  return { ...kept, gone };
}
