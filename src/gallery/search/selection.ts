import { firstExpiry, isExpired } from '../records';
import type { SearchIndex } from './search-index';
import type { IndexEntry } from './segment';

/** Calling a kernel costs about as much as reading so many rows more. */
const GAP_ROWS = 64;

/** Who is searched, and where their templates lie. */
export interface Selection {
  /** Slot → 1 for those who are. */
  readonly members: Uint8Array;
  /** Rows [from, to) that hold all their templates, and as few others as is worth the while. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Whether anyone of them has a template to be compared. */
  readonly comparable: boolean;
  /** Models of their faces that cannot be compared. */
  readonly others: readonly string[];
  /** When the first of them expires, ms of Unix time: another selection then. */
  readonly expires: number | undefined;
}

/** Selections of an index, made anew when it has changed or somebody has expired. */
export class Selections {
  readonly #index: SearchIndex;
  readonly #known = new Map<string | undefined, Selection>();
  #version = -1;

  constructor(index: SearchIndex) {
    this.#index = index;
  }

  /** Without groups: of everybody. */
  of(group_ids: readonly string[] | undefined): Selection {
    if (this.#version !== this.#index.version) {
      this.#known.clear();
      this.#version = this.#index.version;
    }
    const key = group_ids && [...group_ids].sort().join(' ');
    const kept = this.#known.get(key);
    const known = kept && !isExpired(kept) ? kept : select(this.#index, group_ids && new Set(group_ids));
    this.#known.clear(); // the last one only: it may be as large as the gallery
    this.#known.set(key, known);
    return known;
  }
}

function select({ persons, block }: SearchIndex, groups: ReadonlySet<string> | undefined): Selection {
  const members = new Uint8Array(persons.length);
  const wanted = new Uint8Array(block.rows);
  let comparable = false;
  const others = new Set<string>();
  const now = Date.now();
  const found: IndexEntry[] = [];
  persons.forEach((person, slot) => {
    if (person === undefined || isExpired(person, now)) return;
    if (groups && !person.group_ids.some((id) => groups.has(id))) return;
    found.push(person);
    members[slot] = 1;
    comparable ||= person.rows.length > 0;
    for (const model of person.others) others.add(model);
    for (const row of person.rows) wanted[row] = 1;
  });
  return { members, ranges: rangesOf(wanted), comparable, others: [...others], expires: firstExpiry(found) };
}

function rangesOf(wanted: Uint8Array): [number, number][] {
  const ranges: [number, number][] = [];
  for (let row = wanted.indexOf(1); row >= 0; row = wanted.indexOf(1, row + 1)) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && row - last[1] < GAP_ROWS) last[1] = row + 1;
    else ranges.push([row, row + 1]);
  }
  return ranges;
}
