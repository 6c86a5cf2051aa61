import type { ChipInput, ModelFile } from '../protocol';
import type { ChipRuntimes } from './chip-runtimes';
import { downloadModelFile } from './files';
import type { ChipNetwork } from './network';

/** What of a manifest's entry loading a network takes. */
interface Entry {
  readonly file: ModelFile;
  readonly input: ChipInput;
  readonly output: { readonly name: string };
}

/** A network that few pictures need, and that is loaded when it is first asked. What failed is tried anew by the next call. */
export class LateNetwork {
  readonly #entry: Entry;
  readonly #assets: string;
  readonly #runtimes: ChipRuntimes;
  #file: Promise<Uint8Array> | undefined;
  #network: Promise<ChipNetwork> | undefined;

  constructor(entry: Entry, assets: string, runtimes: ChipRuntimes) {
    this.#entry = entry;
    this.#assets = assets;
    this.#runtimes = runtimes;
  }

  /** Fetches the file, beside whatever else runs. Rejects with FaceError 213. */
  async fetch(): Promise<void> {
    if (this.#network === undefined) await this.#fetched();
  }

  /** The network, ready to run. Not beside other work: runtimes open one at a time. Rejects with FaceError 213. */
  open(): Promise<ChipNetwork> {
    this.#network ??= this.#opened().catch((error: unknown) => {
      this.#network = undefined;
      throw error;
    });
    return this.#network;
  }

  async #opened(): Promise<ChipNetwork> {
    const network = await this.#runtimes.openBeside(this.#entry, await this.#fetched());
    this.#file = undefined;
    return network;
  }

  #fetched(): Promise<Uint8Array> {
    this.#file ??= downloadModelFile(this.#entry.file, this.#assets).catch((error: unknown) => {
      this.#file = undefined;
      throw error;
    });
    return this.#file;
  }
}
