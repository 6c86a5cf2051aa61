import { fromJsonBytes, jsonBytes } from '../bytes';
import { Damaged, storageError } from '../failure';
import { type Keeper, loadFleetPart, saveFleetPart } from './fleet-parts';
import type { Tabs } from './tabs';

/** Until when what the fleet last said is good for matching. */
interface FleetTerms {
  readonly maxStaleMs: number;
  /** When the device last had all that its fleet had, by the device's clock; ms of Unix time. */
  readonly heardMs: number;
}

/** Whether a device has heard from its fleet lately enough to match anybody, where that is asked for. */
export class Freshness {
  readonly #gallery: Keeper & { readonly tabs: Tabs };
  /** Undefined: nobody has looked, or another tab may know better. */
  #terms: FleetTerms | null | undefined;
  #changes = 0;
  #looking: Promise<FleetTerms | null> | undefined;

  constructor(gallery: Keeper & { readonly tabs: Tabs }) {
    this.#gallery = gallery;
    gallery.tabs.listen(({ kind }) => {
      if (kind === 'fleet') this.#change(undefined);
    });
  }

  /** −1200 (`stale`) where it has not. */
  async require(now = Date.now()): Promise<void> {
    if (this.#terms !== undefined && isFresh(this.#terms, now)) return;
    // Another tab may have heard meanwhile.
    const [changes, terms] = [this.#changes, await this.#look()];
    // What was read before a change is no news.
    if (changes === this.#changes) this.#terms = terms;
    if (isFresh(terms, now)) return;
    const seconds = Math.round(Math.abs(now - (terms?.heardMs ?? 0)) / 1000);
    throw storageError(
      'stale',
      `this device has not heard from its fleet for ${seconds} s: nobody is matched until it has, since persons may have been deleted`,
    );
  }

  /** `heardMs` absent: as it was. `maxStaleMs` undefined: whatever is here may be matched. */
  async set(maxStaleMs: number | undefined, heardMs?: number): Promise<void> {
    const before = await this.#load();
    if (before === null && maxStaleMs === undefined) return;
    const terms = maxStaleMs === undefined ? null : { maxStaleMs, heardMs: heardMs ?? before?.heardMs ?? 0 };
    await saveFleetPart(this.#gallery, 'terms', terms && jsonBytes(terms));
    // Who finds it too old looks again; who knows of none does not.
    if (before?.maxStaleMs !== maxStaleMs) this.#gallery.tabs.tell({ kind: 'fleet' });
    this.#change(terms);
  }

  #change(terms: FleetTerms | null | undefined): void {
    this.#changes += 1;
    this.#terms = terms;
  }

  /** Many verifications at once look once. */
  #look(): Promise<FleetTerms | null> {
    this.#looking ??= this.#load().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #load(): Promise<FleetTerms | null> {
    try {
      const bytes = await loadFleetPart(this.#gallery, 'terms');
      return bytes && fromJsonBytes<FleetTerms>(bytes);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      // Whoever damages it must not switch it off: it counts as never heard, until the fleet writes it again.
      return { maxStaleMs: 0, heardMs: 0 };
    }
  }
}

/** A clock that was set back by more than that says nothing either. */
function isFresh(terms: FleetTerms | null, now: number): boolean {
  return terms === null || Math.abs(now - terms.heardMs) <= terms.maxStaleMs;
}
