import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AUDIT_FILE, ChainCheck } from '../../src/audit';
import type { AuditProblem } from '../../src/protocol';

/** What an exported log comes to. */
export interface Verdict {
  readonly appid: string;
  readonly created: string;
  readonly entries: number;
  readonly first: number;
  /** What the file's last line says; null where it is missing. */
  readonly end: { readonly last: number; readonly head: string } | null;
  readonly problems: readonly AuditProblem[];
}

/** Follows the chain of an exported log. Rejects for a file that is none. */
export async function verifyFile(path: string): Promise<Verdict> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let start: ReturnType<typeof startOf> | undefined;
  let check: ChainCheck | undefined;
  /** The last line is looked at when nothing follows. */
  let held: string | undefined;
  for await (const line of lines) {
    if (line === '') continue;
    if (check === undefined) {
      start = startOf(line);
      check = new ChainCheck(start.first, start.anchor);
      continue;
    }
    if (held !== undefined) await check.take(held);
    held = line;
  }
  if (start === undefined || check === undefined) throw new Error('the file is empty');
  const end = held === undefined ? null : endOf(held);
  if (held !== undefined && end === null) await check.take(held);
  if (end !== null) check.end(end.last, end.head);
  const { appid, created, first } = start;
  return { appid, created, first, entries: check.entries, end, problems: check.problems };
}

function startOf(line: string) {
  const { log, appid, created, first, anchor } = parse(line) ?? {};
  if (log !== AUDIT_FILE || typeof first !== 'number' || typeof anchor !== 'string')
    throw new Error('this is no log that exportAudit made: its first line does not say so');
  return { appid: String(appid), created: String(created), first, anchor };
}

function endOf(line: string): Verdict['end'] {
  const { last, head } = parse(line) ?? {};
  return typeof last === 'number' && typeof head === 'string' ? { last, head } : null;
}

function parse(line: string): Record<string, unknown> | null {
  try {
    return Object(JSON.parse(line));
  } catch {
    return null;
  }
}
