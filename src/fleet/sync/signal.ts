/** A flag that can be waited for. */
export class Signal {
  #set = false;
  readonly #waiting = new Set<() => void>();

  set(): void {
    this.#set = true;
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }

  clear(): void {
    this.#set = false;
  }

  /** Rejects with the signal's reason. */
  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (this.#set) return resolve();
      const stop = () => {
        this.#waiting.delete(go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}
