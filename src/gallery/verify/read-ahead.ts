import type { TemplateOrigin } from '../../protocol';
import type { Face } from '../records';
import type { Gallery } from '../store';
import { type Comparable, comparableFaces } from './match-person';
import type { MatchTicket } from './tickets';

/** Changed persons that are remembered one by one. */
const REMEMBERED = 10_000;

/** Faces that are read, or being read. */
interface Reading {
  /** Changes that had been heard of before. */
  readonly changes: number;
  readonly found: Promise<Comparable>;
}

/**
 * A person's faces, read and opened while the picture that they are compared with is still being looked at. They go with the ticket, and
 * are read anew when the person has changed meanwhile, in any tab: a verification sees the gallery as it was after it was asked for, or later.
 * Others may change as they like: thousands do while a fleet's people come.
 */
export class ReadAhead {
  readonly #gallery: Gallery;
  #readings = new WeakMap<MatchTicket, Reading>();
  #changes = 0;
  /** After which change of them all are remembered. */
  #remembered = 0;
  /** Which change of them, by the person's key, was a person's last. */
  readonly #changed = new Map<string, number>();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
    gallery.tabs.listen((message) => {
      if (message.kind === 'changed' && message.persons) this.#note(message.persons);
      else if (message.kind !== 'fleet') this.forget();
    });
  }

  /** Reads now what `take` will be asked for. Rejects as `comparableFaces` does. */
  async read(ticket: MatchTicket, origin: TemplateOrigin): Promise<void> {
    const found = comparableFaces(this.#gallery, ticket.person_id, origin);
    this.#readings.set(ticket, { changes: this.#changes, found });
    await found;
  }

  /** What was read ahead, or else read now. Rejects as `comparableFaces` does. */
  async take(ticket: MatchTicket, origin: TemplateOrigin): Promise<readonly Face[]> {
    const reading = this.#readings.get(ticket);
    this.#readings.delete(ticket);
    const ahead = reading && (await this.#unchanged(reading));
    return (ahead ?? (await comparableFaces(this.#gallery, ticket.person_id, origin))).faces;
  }

  forget(): void {
    this.#readings = new WeakMap();
  }

  /** Undefined where the person has changed since, or may have. */
  async #unchanged({ changes, found }: Reading): Promise<Comparable | undefined> {
    try {
      const comparable = await found;
      if (changes < this.#remembered) return undefined;
      return (this.#changed.get(comparable.key) ?? 0) > changes ? undefined : comparable;
    } catch (error) {
      // Whoever was not there may be there now.
      if (changes === this.#changes) throw error;
      return undefined;
    }
  }

  #note(persons: readonly string[]): void {
    this.#changes += 1;
    if (this.#changed.size + persons.length > REMEMBERED) {
      this.#changed.clear();
      this.#remembered = this.#changes;
    }
    for (const key of persons) this.#changed.set(key, this.#changes);
  }
}
