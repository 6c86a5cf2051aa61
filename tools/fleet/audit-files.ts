import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_FILE, GENESIS, hashOf } from '../../src/audit';
import type { Fleet } from '../../src/fleet';
import { type AuditVerdict, followChains } from './audit';

export interface AuditExport extends AuditVerdict {
  /** Null where there is nothing to write. */
  readonly file: string | null;
  /** Hash of the last entry: whoever notes it elsewhere sees whether the file was made anew. */
  readonly head: string;
}

const decoder = new TextDecoder();

/**
 * Writes each device's log as a file of its own, in the form that `exportAudit` of its gallery has, so that the same command follows it. What comes after the
 * first entry that is wrong is left out, and the verdict says so.
 */
export async function exportAudits(fleet: Fleet, directory: string): Promise<AuditExport[]> {
  const created = new Date().toISOString();
  const chains = await followChains(fleet);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return Promise.all(
    chains.map(async ({ verdict, entries }) => {
      const { device, name } = verdict;
      const lines = entries.map((entry) => decoder.decode(entry)).filter((line) => !isGap(line));
      const [first] = lines;
      if (first === undefined) return { ...verdict, file: null, head: GENESIS };
      const last = lines[lines.length - 1] ?? first;
      const head = await hashOf(last);
      const { n, prev } = linkOf(first);
      const about = { fleet: fleet.name, device, appid: name };
      const start = { log: AUDIT_FILE, ...about, created, first: n, anchor: prev };
      const file = join(directory, `audit-${device}.jsonl`);
      const text = [JSON.stringify(start), ...lines, JSON.stringify({ last: linkOf(last).n, head }), ''];
      // Who was verified when is for nobody else's eyes.
      await writeFile(file, text.join('\n'), { mode: 0o600 });
      return { ...verdict, file, head };
    }),
  );
}

/** What stands for an entry that the device had no more when it put it into the stream. */
function isGap(line: string): boolean {
  const { what, prev } = fieldsOf(line);
  return what === 'missing' && prev === undefined;
}

function linkOf(line: string): { readonly n: number; readonly prev: string } {
  const { n, prev } = fieldsOf(line);
  return { n: typeof n === 'number' ? n : 0, prev: typeof prev === 'string' ? prev : '' };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
