import { type AuditEvent, type Gallery, note } from '../store';

/** From the first use on: as much as a crash can lose. */
const GATHERED_MS = 500;
/** When another tab was busy, or the disk full. */
const RETRY_MS = 5_000;
/** Uses that wait at most. */
const MOST = 5_000;

/**
 * What a gallery is used for without being changed: verifications and searches. They are gathered and written together, so that nobody waits
 * for the disk over a verdict.
 */
export class Uses {
  readonly #gallery: Gallery;
  #waiting: AuditEvent[] = [];
  #lost = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** Nothing where this engine keeps no log. */
  note(event: AuditEvent): void {
    if (this.#gallery.auditLimits() === undefined) return;
    this.#waiting.push({ ...event, at: Date.now() });
    this.#bound();
    this.#timer ??= setTimeout(() => this.#write(), GATHERED_MS);
  }

  /** Writes what waits. Rejects when that fails; it waits on then. */
  async flush(): Promise<void> {
    await this.#writing.catch(() => undefined);
    const taken = this.#waiting;
    if (taken.length === 0) return;
    const lost = this.#lost;
    this.#waiting = [];
    this.#lost = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#put(taken, lost);
    await this.#writing;
  }

  async #put(taken: readonly AuditEvent[], lost: number): Promise<void> {
    try {
      await note(this.#gallery, lost > 0 ? [{ what: 'lost', lost }, ...taken] : taken);
    } catch (error) {
      this.#waiting.unshift(...taken);
      this.#lost += lost;
      this.#bound();
      this.#timer ??= setTimeout(() => this.#write(), RETRY_MS);
      throw error;
    }
  }

  #write(): void {
    this.#timer = undefined;
    this.flush().catch(() => undefined); // it is tried again
  }

  #bound(): void {
    const more = this.#waiting.length - MOST;
    if (more <= 0) return;
    this.#waiting.splice(0, more);
    this.#lost += more;
  }
}
