import { type Basis, lengthOfSum, type TemplateBlock } from '../../match';
import type { TemplateOrigin } from '../../protocol';
import type { IndexEntry } from './segment';

/** A person in memory. */
export interface IndexedPerson extends IndexEntry {
  /** Where their templates lie in the block, in the order of `faces`. */
  readonly rows: number[];
  /** Length of the sum of their templates. */
  readonly length: number;
}

/** All persons of a gallery with their templates of one origin, packed for the kernels. */
export class SearchIndex {
  readonly origin: TemplateOrigin;
  /** The origin's hash. */
  readonly originKey: string;
  readonly block: TemplateBlock;
  /** That all its templates are written in, and a probe must be; none: in plain. */
  readonly basis: Basis | undefined;
  /** Person by slot; deleted ones leave holes. */
  readonly persons: (IndexedPerson | undefined)[] = [];
  /** Row → slot of its person. */
  slotOf = new Uint32Array(1024);
  /** Counts the changes. */
  version = 0;
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];

  constructor(origin: TemplateOrigin, originKey: string, block: TemplateBlock, basis?: Basis) {
    this.origin = origin;
    this.originKey = originKey;
    this.block = block;
    this.basis = basis;
  }

  get size(): number {
    return this.#slots.size;
  }

  get(key: string): IndexedPerson | undefined {
    const slot = this.#slots.get(key);
    return slot === undefined ? undefined : this.persons[slot];
  }

  /** Makes room for that many templates at once. */
  reserve(rows: number): void {
    this.block.reserve(rows);
    this.#rowsUpTo(rows);
  }

  /** Adds a segment's persons, none of whom the index has yet; `templates` one after another. */
  addAll(entries: readonly IndexEntry[], templates: Float32Array): void {
    const { dimension } = this.block;
    let row = this.block.rows;
    this.block.append(templates);
    this.#rowsUpTo(this.block.rows);
    let at = 0;
    for (const entry of entries) {
      const slot = this.#take(entry.key);
      const count = entry.faces.length;
      const own = templates.subarray(at, at + count * dimension);
      const rows: number[] = [];
      for (let i = 0; i < count; i++, row++) {
        rows.push(row);
        this.slotOf[row] = slot;
      }
      this.persons[slot] = { ...entry, rows, length: lengthOfSum(own, dimension) };
      at += own.length;
    }
    this.version += 1;
  }

  /** Puts a person in the place of whatever the index has under that key. */
  put(entry: IndexEntry, templates: Float32Array): void {
    this.remove(entry.key);
    this.addAll([entry], templates);
  }

  /** Takes a person out; their templates are overwritten. */
  remove(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    // From the last row down: what moves into a freed row is then never one of the person's own that is still to go.
    const rows = [...(this.persons[slot]?.rows ?? [])].sort((a, b) => b - a);
    for (const row of rows) this.#removeRow(row);
    this.persons[slot] = undefined;
    this.#slots.delete(key);
    this.#free.push(slot);
    this.version += 1;
  }

  /** The person's templates, as views that last until the index changes. */
  templatesOf({ rows }: IndexedPerson): Float32Array[] {
    return rows.map((row) => this.block.get(row));
  }

  #removeRow(row: number): void {
    const moved = this.block.remove(row);
    if (moved === row) return;
    const slot = this.slotOf[moved];
    this.slotOf[row] = slot;
    const rows = this.persons[slot]?.rows;
    if (rows !== undefined) rows[rows.indexOf(moved)] = row;
  }

  #take(key: string): number {
    const slot = this.#free.pop() ?? this.persons.length;
    this.#slots.set(key, slot);
    if (slot === this.persons.length) this.persons.push(undefined);
    return slot;
  }

  #rowsUpTo(rows: number): void {
    if (rows <= this.slotOf.length) return;
    const grown = new Uint32Array(Math.max(rows, this.slotOf.length * 1.5));
    grown.set(this.slotOf);
    this.slotOf = grown;
  }
}
