import { AUDIT_FILE, ChainCheck, GENESIS } from '../../audit';
import { type AuditEntry, type AuditPage, type AuditReport, CODES, FaceError } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { type AuditHead, openEntry } from '../records';
import { type Gallery, openOrRecount, PersonNames, readState } from '../store';
import { named } from './names';

/** Entries read in one transaction. */
const BATCH = 500;
const MOST = 1_000;

/** An entry as it lies there; `line` is null where it does not open. */
interface Lying {
  readonly n: number;
  readonly line: string | null;
}

const NOTHING: AuditHead = { count: 0, head: GENESIS, first: 1, anchor: GENESIS, secret: '' };

/** Entries after that number, oldest first; those that do not open are left out. −1313 (`option`). */
export async function readAudit(gallery: Gallery, after: number, most: number): Promise<AuditPage> {
  if (!isCount(after, 0, Number.MAX_SAFE_INTEGER) || !isCount(most, 1, MOST))
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      `readAudit takes after, 0 or more, and most, 1 to ${MOST}, both whole`,
      { kind: 'option' },
    );
  const keys = await gallery.keys();
  const { head, lying } = await some(gallery, keys, after, most);
  const entries = lying.flatMap(({ line }) => (line === null ? [] : [parse(line)]));
  const last = lying[lying.length - 1]?.n;
  return {
    entries: await named(gallery, keys, head?.secret, entries),
    next: lying.length < most || last === undefined ? null : last,
  };
}

/** Follows the chain from the first entry that is kept to the head that the sealed state has. */
export async function checkAudit(gallery: Gallery, signal: AbortSignal): Promise<AuditReport> {
  const keys = await gallery.keys();
  let check: ChainCheck | undefined;
  let [began, known] = [NOTHING, NOTHING];
  for await (const { head, lying } of all(gallery, keys, signal)) {
    // What came since has come behind: the head of the last part is the one that counts.
    known = head ?? NOTHING;
    if (check === undefined) began = known;
    check ??= new ChainCheck(began.first, began.anchor);
    for (const { n, line } of lying) await check.take(line, n);
  }
  const problems = check?.end(known.count, known.head) ?? [];
  await gallery.requireCurrent(keys);
  const first = known.count === 0 ? 0 : began.first;
  return { entries: check?.entries ?? 0, first, last: known.count, head: known.head, problems };
}

/** The log as a file: a line that says where it begins, an entry per line, and a line that says where it ends. */
export async function exportAudit(gallery: Gallery, signal: AbortSignal): Promise<Blob> {
  const keys = await gallery.keys();
  const parts: string[] = [];
  let known = NOTHING;
  let began: AuditHead | undefined;
  for await (const { head, lying } of all(gallery, keys, signal)) {
    known = head ?? NOTHING;
    began ??= known;
    const lines = lying.flatMap(({ line }) => (line === null ? [] : [`${line}\n`]));
    parts.push(lines.join(''));
  }
  const { first, anchor } = began ?? NOTHING;
  const start = { log: AUDIT_FILE, appid: gallery.appid, created: new Date().toISOString(), first, anchor };
  const end = { last: known.count, head: known.head };
  return new Blob([`${JSON.stringify(start)}\n`, ...parts, `${JSON.stringify(end)}\n`], {
    type: 'application/jsonl',
  });
}

/** All that is said of a person; null where there is no log. */
export async function entriesOf(gallery: Gallery, person_id: string): Promise<AuditEntry[] | null> {
  const keys = await gallery.keys();
  const found: AuditEntry[] = [];
  let name: string | undefined;
  const never = new AbortController().signal;
  for await (const { head, lying } of all(gallery, keys, never)) {
    if (head === undefined) return null;
    name ??= await (await PersonNames.of(head.secret)).of(person_id);
    for (const { line } of lying) {
      const entry = line?.includes(name) ? parse(line) : undefined; // a look at the text spares most of the reading
      if (entry === undefined) continue;
      // Of others who were found beside them it says nothing.
      const own = entry.found?.filter(({ person }) => person === name);
      found.push(own ? { ...entry, found: own } : entry);
    }
  }
  return found;
}

interface Part {
  readonly head: AuditHead | undefined;
  readonly lying: readonly Lying[];
}

/** The whole log, a part at a time, each with the head of the same moment; at least one part. */
async function* all(gallery: Gallery, keys: GalleryKeys, signal: AbortSignal): AsyncGenerator<Part> {
  let after = -1;
  for (let last = false; !last; ) {
    signal.throwIfAborted();
    const part = await some(gallery, keys, after, BATCH);
    yield part;
    after = part.lying[part.lying.length - 1]?.n ?? after;
    last = part.lying.length < BATCH;
  }
}

async function some(gallery: Gallery, keys: GalleryKeys, after: number, most: number): Promise<Part> {
  const transaction = gallery.db.transaction(['state', 'persons', 'audit']);
  // What has another key than a number nobody wrote here.
  const range = IDBKeyRange.bound(after, Number.MAX_SAFE_INTEGER, true);
  const [stored, records] = await Promise.all([
    readState(transaction),
    transaction.objectStore('audit').getAll(range, most),
    transaction.done,
  ]);
  const { audit: head } = await openOrRecount(gallery, keys, stored);
  const lying = await Promise.all(
    records.map(async (record) => ({
      n: record.key,
      line: (await openEntry(keys, record).catch(nothingIfDamaged)) ?? null,
    })),
  );
  return { head, lying };
}

function parse(line: string): AuditEntry {
  return JSON.parse(line) as AuditEntry;
}

function isCount(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
