import type { ChipRuntimes } from './chip-runtimes';
import { downloadModelFile, type SecondEmbedder } from './files';
import type { ChipNetwork } from './network';

/** Another embedder, which is loaded when it is first asked. What failed is tried anew by the next call. */
export class SecondNetwork {
  readonly embedder: SecondEmbedder;
  readonly #assets: string;
  readonly #runtimes: ChipRuntimes;
  #file: Promise<Uint8Array> | undefined;
  #network: Promise<ChipNetwork> | undefined;

  constructor(embedder: SecondEmbedder, assets: string, runtimes: ChipRuntimes) {
    this.embedder = embedder;
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
    const network = await this.#runtimes.openBeside(this.embedder.entry, await this.#fetched());
    this.#file = undefined;
    return network;
  }

  #fetched(): Promise<Uint8Array> {
    this.#file ??= downloadModelFile(this.embedder.entry.file, this.#assets).catch((error: unknown) => {
      this.#file = undefined;
      throw error;
    });
    return this.#file;
  }
}
