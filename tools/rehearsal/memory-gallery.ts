import type { Application, Found, GalleryPort, LocalPerson, Shadow } from '../../src/fleet/port';

interface Row {
  readonly person: LocalPerson;
  readonly mark: number;
}

/** A gallery in memory, to compare with: it keeps to the port's words, and to nothing else. */
export class MemoryGallery implements GalleryPort {
  readonly #rows = new Map<string, Row>();
  readonly #shadows = new Map<string, Shadow>();
  readonly #listeners = new Set<() => void>();
  #generation = 0;
  #state: Uint8Array<ArrayBuffer> | null = null;
  #pairs: readonly CryptoKeyPair[] = [];
  readonly auditLog: Uint8Array<ArrayBuffer>[] = [];
  /** Called between a read and what it leads to. */
  onRead: () => void = () => undefined;

  get persons(): readonly LocalPerson[] {
    return [...this.#rows.values()].map(({ person }) => person);
  }

  get(person_id: string): LocalPerson | undefined {
    return this.#rows.get(person_id)?.person;
  }

  /** As any caller changes it; null deletes. */
  set(person_id: string, person: LocalPerson | null): void {
    this.#generation += 1;
    if (person === null) this.#rows.delete(person_id);
    else this.#rows.set(person_id, { person, mark: this.#generation });
    this.#tell();
  }

  /** Who is accepted of what others send: everybody. */
  accepts: (person: LocalPerson) => boolean = () => true;

  /** Damages a person: it is there, and cannot be read. */
  readonly damaged = new Set<string>();

  async read(
    wanted: readonly { readonly key: string; readonly person_id: string | null }[],
  ): Promise<readonly Found[]> {
    const found = wanted.map(({ key, person_id }) => {
      const shadow = this.#shadows.get(key) ?? null;
      const row = this.#rows.get(shadow?.person_id ?? person_id ?? '');
      const person = row && !this.damaged.has(row.person.person_id) ? row.person : null;
      return { key, shadow, person, mark: row?.mark ?? 0 };
    });
    this.onRead();
    return found;
  }

  async changedSince(generation: number, most: number) {
    const later = [...this.#rows.values()]
      .filter(({ mark }) => mark > generation)
      .sort((a, b) => a.mark - b.mark);
    const page = later.slice(0, most);
    const more = later.length > page.length;
    const person_ids = page.map(({ person }) => person.person_id).filter((id) => !this.damaged.has(id));
    const last = page[page.length - 1];
    if (more && last) return { generation: last.mark, person_ids, gone: [], more };
    const gone = [...this.#shadows.values()].filter(
      ({ person_id }) => person_id !== null && !this.#rows.has(person_id),
    );
    return { generation: this.#generation, person_ids, gone: gone.map(({ key }) => key), more: false };
  }

  async pending(most: number, after: string): Promise<readonly string[]> {
    return this.#keys(most, after, ({ pending }) => pending);
  }

  async shadows(most: number, after: string): Promise<readonly string[]> {
    return this.#keys(most, after, () => true);
  }

  async apply(batch: readonly Application[], state?: Uint8Array<ArrayBuffer>) {
    const before = this.#generation;
    const refused: string[] = [];
    const changed = batch.some(({ person }) => person !== undefined);
    if (changed) this.#generation += 1;
    for (const { shadow, mark, person, person_id } of batch) {
      if ((this.#rows.get(person_id ?? '')?.mark ?? 0) !== mark) {
        refused.push(shadow.key);
        continue;
      }
      this.#shadows.set(shadow.key, shadow);
      if (person === null && person_id !== null) this.#rows.delete(person_id);
      if (person) this.#rows.set(person.person_id, { person, mark: this.#generation });
      if (person) this.damaged.delete(person.person_id);
    }
    if (state && refused.length === 0) this.#state = state;
    if (changed) this.#tell();
    return { refused, before, after: this.#generation };
  }

  async auditAfter(count: number, most: number) {
    return this.auditLog.slice(count, count + most);
  }

  async loadState() {
    return this.#state;
  }

  async saveState(state: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#state = state;
  }

  async loadDeviceKeys(): Promise<readonly CryptoKeyPair[]> {
    return this.#pairs;
  }

  async saveDeviceKeys(pairs: readonly CryptoKeyPair[]): Promise<void> {
    this.#pairs = pairs;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the device's files would give away, at this moment: to go on from later. */
  copy(): MemoryGallery {
    const copy = new MemoryGallery();
    for (const [id, row] of this.#rows) copy.#rows.set(id, row);
    for (const [key, shadow] of this.#shadows) copy.#shadows.set(key, shadow);
    copy.#generation = this.#generation;
    copy.#state = this.#state;
    copy.#pairs = this.#pairs;
    return copy;
  }

  get shadowCount(): number {
    return this.#shadows.size;
  }

  #keys(most: number, after: string, which: (shadow: Shadow) => boolean): string[] {
    return [...this.#shadows.values()]
      .filter((shadow) => shadow.key > after && which(shadow))
      .map(({ key }) => key)
      .sort()
      .slice(0, most);
  }

  /** Something changed that is no person: the audit log, say. */
  touch(): void {
    this.#tell();
  }

  #tell(): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
  }
}
