import { type Unanswered, type WireRequest, withDatabase } from '../shared';

/**
 * The writes that have no answer yet. When a service worker dies over a request, Chromium gives the request to the next
 * one as if it was new, and a renderer's crash takes worker and page together: only what was written down can keep
 * such a write from being carried out twice. An entry is a hash; one that is never asked for again stays.
 */
export class Ledger {
  /** Names this run of the service worker. */
  readonly #run = crypto.randomUUID();

  /** Enters a request; false if an earlier run did so and got no answer: then one entry of that run is struck. */
  enter(fingerprint: string): Promise<boolean> {
    return this.#change(fingerprint, (entry) =>
      entry === undefined || entry.run === this.#run
        ? { run: this.#run, count: (entry?.count ?? 0) + 1 }
        : { ...entry, count: entry.count - 1 },
    ).then(({ run }) => run === this.#run);
  }

  /** The request has its answer. */
  async strike(fingerprint: string): Promise<void> {
    await this.#change(fingerprint, (entry) => ({ run: this.#run, count: (entry?.count ?? 1) - 1 }));
  }

  #change(fingerprint: string, next: (entry: Unanswered | undefined) => Unanswered): Promise<Unanswered> {
    return withDatabase(async (db) => {
      const tx = db.transaction('unanswered', 'readwrite', { durability: 'strict' });
      const entry = next(await tx.store.get(fingerprint));
      await (entry.count > 0 ? tx.store.put(entry, fingerprint) : tx.store.delete(fingerprint));
      await tx.done;
      return entry;
    });
  }
}

/** The same for the same bytes from the same page, and for nothing else. */
export async function fingerprintOf(
  { method, url, headers, body }: WireRequest,
  clientId: string,
): Promise<string> {
  const bytes = await new Blob([JSON.stringify([clientId, method, url, headers]), body]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
