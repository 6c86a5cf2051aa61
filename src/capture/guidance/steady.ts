/** How long a new hint must last before it is said, ms: one that changes with every frame cannot be read, or heard. */
const LASTING_MS = 350;

/** Lets a value through once it has stayed for a while; the first at once. */
export class Steady<T> {
  #said: T | undefined;
  #waiting: T | undefined;
  #since = 0;

  /** The value to show now. */
  offer(value: T, at: number): T {
    if (this.#said === undefined || value === this.#said) this.#waiting = undefined;
    if (this.#said === undefined) this.#said = value;
    if (value === this.#said) return value;
    if (value !== this.#waiting) [this.#waiting, this.#since] = [value, at];
    if (at - this.#since >= LASTING_MS) [this.#said, this.#waiting] = [value, undefined];
    return this.#said;
  }
}
