/** What a gallery's tabs and workers tell each other. They hint: what counts is read from the database. */
export type TabMessage =
  | {
      readonly kind: 'changed';
      readonly generation: number;
      /** Keys of the persons who were written or deleted; absent: anybody may have been. */
      readonly persons?: readonly string[] | undefined;
    }
  /** What the fleet says of matching has changed. */
  | { readonly kind: 'fleet' }
  | { readonly kind: 'locked' }
  /** There are new keys, which nobody else has yet. */
  | { readonly kind: 'rotated' }
  | { readonly kind: 'erased' };

/** The other tabs and workers of this browser that have the same appid's gallery open. */
export class Tabs {
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<(message: TabMessage) => void>();

  constructor(appid: string) {
    this.#channel = new BroadcastChannel(`mien-gallery ${appid}`);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#hear(data);
  }

  /** Hears what other tabs say, and `tell`, too. Returns what ends that. */
  listen(listener: (message: TabMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Never throws: what it is about has happened, whether or not anybody hears of it. */
  tell(message: TabMessage): void {
    try {
      this.#channel.postMessage(message);
    } catch {
      // Closed meanwhile, since another tab erases the gallery or the browser has closed the database.
    }
    this.#hear(message);
  }

  /** Tells this tab alone what others have been told, or would be. */
  tellSelf(message: TabMessage): void {
    this.#hear(message);
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
  }

  #hear(message: TabMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
