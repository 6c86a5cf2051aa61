/** Lets a number of callers in at once; the others wait in order and may give up waiting. */
export class Slots {
  readonly #atOnce: number;
  #free: number;
  #onIdle: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
    this.#free = atOnce;
  }

  /** How many are in or wait. */
  get load(): number {
    return this.#atOnce - this.#free + this.#waiting.length;
  }

  /** Resolves when nobody is in and nobody waits. */
  drained(): Promise<void> {
    if (this.#free === this.#atOnce) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  /** Resolves with the function that frees the slot. Rejects with the signal's reason while waiting. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(signal);
    let ended = false;
    return () => {
      if (!ended) this.#next();
      ended = true;
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(enter);
    });
  }

  #next(): void {
    const enter = this.#waiting.shift();
    if (enter) {
      enter();
      return;
    }
    this.#free += 1;
    if (this.#free === this.#atOnce) for (const tell of this.#onIdle.splice(0)) tell();
  }
}
