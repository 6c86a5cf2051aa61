/** Whether the browser keeps this site's storage when the disk fills up. */
export class Persistence {
  /** Null until the browser has said so. */
  granted: boolean | null = null;
  readonly #wanted: boolean;
  #asked = false;

  constructor(wanted: boolean) {
    this.#wanted = wanted;
  }

  /** What was granted before; asks the user nothing. */
  async look(): Promise<void> {
    this.granted = (await navigator.storage?.persisted?.().catch(() => null)) ?? null;
  }

  /**
   * Asks once, when there is something worth keeping: some browsers show the user a question. Nothing waits for the
   * answer.
   */
  ask(): void {
    if (!this.#wanted || this.#asked || this.granted === true) return;
    this.#asked = true;
    navigator.storage?.persist?.().then(
      (granted) => {
        this.granted = granted;
      },
      () => undefined,
    );
  }
}
