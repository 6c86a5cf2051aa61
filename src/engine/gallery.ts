import type { Remote } from 'comlink';
import { fromReply, type RemoteGallery, type Reply } from '../protocol';
import { withDeadline } from './deadline';
import { WorkerClient } from './worker-client';

/** A database that has not answered for so long never will. */
const WRITE_LIMIT_MS = 30_000;

/** A call for one appid, which every method of the worker wants first. */
export type GalleryCall<T> = (api: Remote<RemoteGallery>, appid: string) => Promise<Reply<T>>;

/** One appid's gallery in the gallery worker. */
export class GallerySide {
  readonly #client: WorkerClient<RemoteGallery>;
  readonly #appid: string;

  private constructor(client: WorkerClient<RemoteGallery>, appid: string) {
    this.#client = client;
    this.#appid = appid;
  }

  /** Spawns the worker with `start`, or at the first call. */
  static spawn(assets: URL, appid: string): GallerySide {
    const client = new WorkerClient<RemoteGallery>({
      name: 'gallery',
      url: new URL('gallery.worker.js', assets),
      // Transactions queue in the database; a call must not wait here for another one's.
      concurrency: 16,
      endOnTimeLimit: false,
      boot: async (api) => {
        fromReply(await api.open(appid));
      },
    });
    return new GallerySide(client, appid);
  }

  /** Another appid's gallery in the same worker. */
  of(appid: string): GallerySide {
    return new GallerySide(this.#client, appid);
  }

  start(signal: AbortSignal): Promise<void> {
    return this.#client.start(signal);
  }

  read<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    return this.#client.call(signal, (api) => run(api, this.#appid));
  }

  /**
   * A write that has begun is seen through, whatever becomes of the call's signal, so that a call that rejects
   * has changed nothing. Only 213 leaves the outcome unknown: a database that does not answer at all, an engine
   * closed or a worker that died over the commit.
   */
  async write<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    signal.throwIfAborted();
    return withDeadline({}, WRITE_LIMIT_MS, (limit) =>
      this.#client.call(limit, (api) => run(api, this.#appid)),
    );
  }

  close(): void {
    this.#client.close();
  }
}
