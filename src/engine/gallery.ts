import type { Remote } from 'comlink';
import { fromReply, type RemoteGallery, type Reply } from '../protocol';
import { withDeadline } from './deadline';
import { WorkerClient } from './worker-client';

/** A database that has not answered for so long never will. */
const WRITE_LIMIT_MS = 30_000;

export type GalleryCall<T> = (api: Remote<RemoteGallery>) => Promise<Reply<T>>;

/** The gallery worker of one engine. */
export class GallerySide {
  readonly #client: WorkerClient<RemoteGallery>;

  constructor(assets: URL, appid: string) {
    this.#client = new WorkerClient<RemoteGallery>({
      name: 'gallery',
      url: new URL('gallery.worker.js', assets),
      // Transactions queue in the database; a call must not wait here for another one's.
      concurrency: 16,
      endOnTimeLimit: false,
      boot: async (api) => {
        fromReply(await api.start({ appid }));
      },
    });
  }

  start(signal: AbortSignal): Promise<void> {
    return this.#client.start(signal);
  }

  read<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    return this.#client.call(signal, run);
  }

  /**
   * A write that has begun is seen through, whatever becomes of the call's signal, so that a call that rejects
   * has changed nothing. Only a database that does not answer at all ends in 213 with an unknown outcome.
   */
  async write<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    signal.throwIfAborted();
    return withDeadline({}, WRITE_LIMIT_MS, (limit) => this.#client.call(limit, run));
  }

  close(): void {
    this.#client.close();
  }
}
