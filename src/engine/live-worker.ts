import { type Remote, wrap } from 'comlink';
import { FaceError, type RemoteLife } from '../protocol';
import { type HeldWorker, ownWorker, sharedWorker } from './held-worker';

/** Loading runtimes and models over a slow line takes long; a worker that takes longer never will. */
const BOOT_LIMIT_MS = 120_000;
/**
 * Before a worker's file that did not arrive is asked for again, once. Firefox was seen to lose such a request to a
 * server that answered all others; what does not arrive twice is missing.
 */
const AGAIN_AFTER_MS = 250;

/**
 * How long a worker that pages share may take to answer before the page starts one of its own: one that was just ending has lost the
 * call. A first visit over a slow line takes as long, and then costs a second start.
 */
const SHARED_ANSWERS_MS = 3_000;

type OnEnd = (reason: FaceError) => void;

export interface WorkerAddress {
  /** For messages: "vision", "gallery". */
  readonly name: string;
  readonly url: URL;
  /** What one is called that pages share; absent: it is the page's own. */
  readonly shared: string | undefined;
}

/** One worker from spawn to end. */
export class LiveWorker<Api> {
  /** Resolves when the worker can take calls, rejects with the reason why it cannot; then it has ended, too. */
  readonly booted: Promise<void>;

  readonly #address: WorkerAddress;
  #held!: HeldWorker;
  /** Kept on a field: comlink ends the connection when its proxy is garbage collected. */
  #api!: Remote<Api & RemoteLife>;
  readonly #watch = new AbortController();
  /** A set, not a promise that all calls race: such a promise would keep every answer alive. */
  readonly #listeners = new Set<OnEnd>();
  #ended: FaceError | undefined;

  constructor(address: WorkerAddress, boot: (api: Remote<Api>) => Promise<void>) {
    this.#address = address;
    const alive = this.#spawn(address.shared);
    this.booted = this.#boot(async () => {
      await alive;
      this.#watchLock();
      await boot(this.api);
    });
    // Whoever calls hears of it; when nobody calls, nobody needs to.
    this.booted.catch(() => undefined);
  }

  /** Whether other pages use it, too. */
  get shared(): boolean {
    return this.#held.shared;
  }

  get api(): Remote<Api> {
    return this.#api as unknown as Remote<Api>;
  }

  /** Calls `listener` once when the worker ends, at once if it has. Returns the way to take it back. */
  onEnd(listener: OnEnd): () => void {
    if (this.#ended) listener(this.#ended);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the worker and frees all its memory; what is pending rejects with `reason`. */
  end(reason: FaceError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#watch.abort();
    this.#held.end(this.#life);
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  get #life(): Remote<RemoteLife> {
    return this.#api as unknown as Remote<RemoteLife>;
  }

  /**
   * Resolves when the worker answers. A file that does not arrive is asked for again, but for the `last` time, and in place of a shared
   * worker that does not answer the page gets one of its own.
   */
  #spawn(shared?: string, last = false): Promise<unknown> {
    const { name, url } = this.#address;
    const held = shared === undefined ? ownWorker(url, name) : sharedWorker(url, shared);
    this.#held = held;
    this.#api = wrap<Api & RemoteLife>(held.endpoint);
    const life = this.#life;
    return new Promise((resolve, reject) => {
      let settled = false;
      const replaceAfter = (ms: number) =>
        setTimeout(() => {
          if (settled || this.#ended) return;
          settled = true;
          held.end(life);
          this.#spawn(undefined, true).then(resolve, reject);
        }, ms);
      if (held.shared) replaceAfter(SHARED_ANSWERS_MS);
      held.onError((message) => {
        if (this.#held !== held) return;
        // Only of a file that did not arrive there is nothing to say.
        if (settled || last || message) this.end(new FaceError(213, this.#failure(message)));
        else replaceAfter(AGAIN_AFTER_MS);
      });
      Promise.resolve(life.alive()).then(() => {
        if (!settled) resolve(undefined);
        settled = true;
      }, reject);
    });
  }

  #failure(message: string): string {
    const { name, url } = this.#address;
    return `the ${name} worker failed: ${message || `is ${url.href} served?`}`;
  }

  #boot(work: () => Promise<void>): Promise<void> {
    const { name } = this.#address;
    const limit = setTimeout(
      () => this.end(new FaceError(213, `the ${name} worker was not ready after ${BOOT_LIMIT_MS / 1000} s`)),
      BOOT_LIMIT_MS,
    );
    return new Promise<void>((resolve, reject) => {
      this.onEnd(reject);
      work().then(resolve, (error: unknown) => {
        reject(error);
        // Its runtimes initialise only once: after a failed start only a new worker helps.
        this.end(error instanceof FaceError ? error : new FaceError(213, String(error), error));
      });
    }).finally(() => clearTimeout(limit));
  }

  /** The worker holds this lock while it lives; to be given it means that the worker is gone. */
  #watchLock(): void {
    const { name } = this.#address;
    navigator.locks
      .request(this.#held.lock, { signal: this.#watch.signal }, () =>
        this.end(new FaceError(213, `the ${name} worker stopped; the next call starts a new one`)),
      )
      .catch(() => undefined);
  }
}
