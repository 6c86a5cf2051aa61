/** Twice as many as pictures wait at once where a host has asked for nothing else. */
const MOST = 128;

/** What a verification is about. */
export interface MatchTicket {
  readonly appid: string;
  readonly person_id: string;
  /** From where on it is a match, 0…100. */
  readonly matchConfidence: number;
}

/** What has begun, by the names that the page gave it: the last so many, so that one that is never ended costs nothing. */
export class Tickets<T extends { readonly appid: string }> {
  readonly #given = new Map<string, T>();

  give(id: string, ticket: T): T {
    this.#given.set(id, ticket);
    const [oldest] = this.#given.keys();
    if (this.#given.size > MOST) this.#given.delete(oldest);
    return ticket;
  }

  /** Good for one. */
  take(id: string): T | undefined {
    const ticket = this.#given.get(id);
    this.#given.delete(id);
    return ticket;
  }

  end(id: string): void {
    this.#given.delete(id);
  }

  /** All of a gallery that is locked or erased: some hold its templates. */
  forget(appid: string): void {
    for (const [id, ticket] of this.#given) if (ticket.appid === appid) this.#given.delete(id);
  }
}
