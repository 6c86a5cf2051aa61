/** Twice as many as pictures wait at once where a host has asked for nothing else. */
const MOST = 128;

/** What a verification is about. */
export interface MatchTicket {
  readonly appid: string;
  readonly person_id: string;
}

/** Verifications that have begun, by the names that the page gave them: the last so many, so that one that is never ended costs nothing. */
export class MatchTickets {
  readonly #given = new Map<string, MatchTicket>();

  give(id: string, ticket: MatchTicket): MatchTicket {
    this.#given.set(id, ticket);
    const [oldest] = this.#given.keys();
    if (this.#given.size > MOST) this.#given.delete(oldest);
    return ticket;
  }

  /** Good for one. */
  take(id: string): MatchTicket | undefined {
    const ticket = this.#given.get(id);
    this.#given.delete(id);
    return ticket;
  }

  end(id: string): void {
    this.#given.delete(id);
  }
}
