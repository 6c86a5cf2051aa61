import type { ChipInput, VisionOptions } from '../protocol';
import type { ChipNetwork } from './network';
import { openOnOrt, startOrt } from './ort';

/** TensorFlow.js, once it has started. */
export type Tfjs = typeof import('./tfjs/tfjs');

/** What of a manifest's entry running a network takes. */
interface Entry {
  readonly input: ChipInput;
  readonly output: { readonly name: string };
  readonly integers?: true;
}

/**
 * The two runtimes that ONNX networks run on. TensorFlow.js, which the detector needs anyway, takes those of floating-point numbers
 * where there is one thread of wasm, and integers where they are to be there soon; onnxruntime all others. It is started when something
 * needs it: it takes as long to be there as all the rest.
 */
export class ChipRuntimes {
  readonly #options: VisionOptions;
  readonly #tfjs: Promise<Tfjs>;
  #ort: ReturnType<typeof startOrt> | undefined;

  constructor(options: VisionOptions, tfjs: Promise<Tfjs>) {
    this.#options = options;
    this.#tfjs = tfjs;
    if (!this.#onOneThread) void this.#startOrt();
  }

  /** Starts what that network will need, while its file is on its way. */
  expect(entry: Entry): void {
    if (!this.#suitsTfjs(entry)) void this.#startOrt();
  }

  open(entry: Entry, model: Uint8Array): Promise<ChipNetwork> {
    return this.#open(entry, model, this.#suitsTfjs(entry));
  }

  /** For a network that few pictures need: it runs on what runs already, and starts nothing. */
  openBeside(entry: Entry, model: Uint8Array): Promise<ChipNetwork> {
    return this.#open(entry, model, this.#onOneThread && this.#ort === undefined);
  }

  async #open(entry: Entry, model: Uint8Array, onTfjs: boolean): Promise<ChipNetwork> {
    if (onTfjs) {
      const { openOnTfjs, UnsupportedNetwork } = await this.#tfjs;
      try {
        return openOnTfjs(model, entry);
      } catch (error) {
        if (!(error instanceof UnsupportedNetwork)) throw error;
      }
    }
    return openOnOrt(await this.#startOrt(), this.#options.backend, entry, model);
  }

  #suitsTfjs(entry: Entry): boolean {
    const integers = entry.integers === true;
    return this.#onOneThread && (!integers || this.#options.integersOn === 'tfjs');
  }

  get #onOneThread(): boolean {
    return this.#options.backend === 'wasm' && this.#options.threads === 1;
  }

  #startOrt(): ReturnType<typeof startOrt> {
    this.#ort ??= startOrt(this.#options);
    // Whoever waits for it hears of a failure; before that it must not count as unhandled.
    this.#ort.catch(() => undefined);
    return this.#ort;
  }
}
