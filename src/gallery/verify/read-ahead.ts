import type { TemplateOrigin } from '../../protocol';
import type { Face } from '../records';
import type { Gallery } from '../store';
import { comparableFaces } from './match-person';
import type { MatchTicket } from './tickets';

/**
 * A person's faces, read and opened while the picture that they are compared with is still being looked at. They go with the ticket, and
 * are forgotten when anything changes in any tab: a verification sees the gallery as it was after it was asked for, or later.
 */
export class ReadAhead {
  readonly #gallery: Gallery;
  #read = new WeakMap<MatchTicket, Promise<Face[]>>();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
    gallery.tabs.listen(({ kind }) => {
      if (kind !== 'fleet') this.forget();
    });
  }

  /** Reads now what `take` will be asked for. Rejects as `comparableFaces` does. */
  async read(ticket: MatchTicket, origin: TemplateOrigin): Promise<void> {
    const reading = comparableFaces(this.#gallery, ticket.person_id, origin);
    this.#read.set(ticket, reading);
    await reading;
  }

  /** What was read ahead, or else read now. Rejects as `comparableFaces` does. */
  take(ticket: MatchTicket, origin: TemplateOrigin): Promise<Face[]> {
    const read = this.#read.get(ticket);
    this.#read.delete(ticket);
    return read ?? comparableFaces(this.#gallery, ticket.person_id, origin);
  }

  forget(): void {
    this.#read = new WeakMap();
  }
}
