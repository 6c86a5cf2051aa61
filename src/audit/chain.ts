import type { AuditProblem } from '../protocol';

/** What the first entry of all has as the hash of the one before it. */
export const GENESIS = '0'.repeat(64);

/** What the first line of an exported log says that it is. */
export const AUDIT_FILE = 'mien audit log 1';

/** SHA-256 of an entry's text, as 64 hexadecimal digits: `prev` of the entry after it. */
export async function hashOf(line: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(line)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Follows a chain of entries and says where it is broken. It needs no key. */
export class ChainCheck {
  readonly problems: AuditProblem[] = [];
  #entries = 0;
  #next: number;
  /** Of the entry before the next one; empty where that is not known. */
  #hash: string;

  /** `anchor`: hash of the entry before `first`; empty when nobody knows it. */
  constructor(first: number, anchor: string) {
    this.#next = first;
    this.#hash = anchor;
  }

  get entries(): number {
    return this.#entries;
  }

  /** The next entry as it lies there; null for one that cannot be read. `at`: its number, where something else tells it. */
  async take(line: string | null, at = this.#next): Promise<void> {
    this.#entries += 1;
    const entry = line === null ? undefined : parse(line);
    const n = entry?.n ?? at;
    if (n < this.#next) {
      this.problems.push({ n, problem: 'order' });
      return;
    }
    if (n > this.#next) {
      this.#missing(n - 1);
      this.#hash = '';
    }
    if (entry === undefined) this.problems.push({ n, problem: 'damaged' });
    else if (this.#hash !== '' && entry.prev !== this.#hash)
      this.problems.push({ n: n - 1, problem: 'changed' });
    this.#next = n + 1;
    this.#hash = entry === undefined || line === null ? '' : await hashOf(line);
  }

  /** Nothing follows. `last` and `head`: number and hash that the last entry should have. */
  end(last: number, head: string): readonly AuditProblem[] {
    if (last >= this.#next) this.#missing(last);
    else if (last < this.#next - 1) this.problems.push({ n: last + 1, problem: 'beyond' });
    else if (this.#hash !== '' && this.#hash !== head) this.problems.push({ n: last, problem: 'changed' });
    return this.problems;
  }

  #missing(until: number): void {
    this.problems.push({ n: this.#next, problem: 'missing', ...(until > this.#next && { until }) });
  }
}

function parse(line: string): { readonly n: number; readonly prev: string } | undefined {
  try {
    const { n, prev } = JSON.parse(line) as Record<string, unknown>;
    if (typeof n === 'number' && Number.isSafeInteger(n) && typeof prev === 'string') return { n, prev };
  } catch {
    // No JSON.
  }
  return undefined;
}
