import { chooseKernel, type KernelChoice, type KernelName } from '../match';

/** Which kernel this device searches with. Finding out takes a core for some tenths of a second: not before a search needs it. */
export class ChosenKernel {
  #choice: KernelChoice | undefined;

  get(): KernelName {
    this.#choice ??= chooseKernel();
    return this.#choice.kernel;
  }

  /** Null before the first `get`. */
  get known(): KernelChoice | null {
    return this.#choice ?? null;
  }
}
