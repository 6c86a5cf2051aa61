import { type Remote, wrap } from 'comlink';
import { FaceError, type RemoteLife } from '../protocol';

/** Loading runtimes and models over a slow line takes long; a worker that takes longer never will. */
const BOOT_LIMIT_MS = 120_000;
/**
 * Before a worker's file that did not arrive is asked for again, once. Firefox was seen to lose such a request to a
 * server that answered all others; what does not arrive twice is missing.
 */
const AGAIN_AFTER_MS = 250;

type OnEnd = (reason: FaceError) => void;

/** One worker from spawn to end. */
export class LiveWorker<Api> {
  /** Resolves when the worker can take calls, rejects with the reason why it cannot; then it has ended, too. */
  readonly booted: Promise<void>;

  readonly #name: string;
  readonly #url: URL;
  /** What the worker is called, and the lock that it holds while it lives. */
  readonly #lockName: string;
  #worker!: Worker;
  /** Kept on a field: comlink ends the connection when its proxy is garbage collected. */
  #api!: Remote<Api & RemoteLife>;
  readonly #watch = new AbortController();
  /** A set, not a promise that all calls race: such a promise would keep every answer alive. */
  readonly #listeners = new Set<OnEnd>();
  #ended: FaceError | undefined;

  constructor(name: string, url: URL, boot: (api: Remote<Api>) => Promise<void>) {
    this.#name = name;
    this.#url = url;
    this.#lockName = `mien-${name}-${crypto.randomUUID()}`;
    const alive = this.#spawn();
    this.booted = this.#boot(async () => {
      await alive;
      this.#watchLock();
      await boot(this.api);
    });
    // Whoever calls hears of it; when nobody calls, nobody needs to.
    this.booted.catch(() => undefined);
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
    this.#worker.terminate();
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /** Resolves when the worker answers; a file that does not arrive is asked for again, but for the `last` time. */
  #spawn(last = false): Promise<unknown> {
    const worker = start(this.#url, this.#lockName);
    this.#worker = worker;
    this.#api = wrap<Api & RemoteLife>(worker);
    const alive = (this.#api as unknown as RemoteLife).alive();
    return new Promise((resolve, reject) => {
      let answered = false;
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        // Only of a file that did not arrive there is nothing to say.
        if (answered || last || event.message) this.end(new FaceError(213, this.#failure(event)));
        else setTimeout(() => !this.#ended && this.#spawn(true).then(resolve, reject), AGAIN_AFTER_MS);
      });
      Promise.resolve(alive).then(() => {
        answered = true;
        resolve(undefined);
      }, reject);
    });
  }

  #failure({ message }: ErrorEvent): string {
    return `the ${this.#name} worker failed: ${message || `is ${this.#url.href} served?`}`;
  }

  #boot(work: () => Promise<void>): Promise<void> {
    const name = this.#name;
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
    const name = this.#name;
    navigator.locks
      .request(this.#lockName, { signal: this.#watch.signal }, () =>
        this.end(new FaceError(213, `the ${name} worker stopped; the next call starts a new one`)),
      )
      .catch(() => undefined);
  }
}

function start(url: URL, name: string): Worker {
  try {
    return new Worker(url, { type: 'module', name });
  } catch (cause) {
    throw new FaceError(213, `could not start ${url.href}: assets must lie on the page’s own origin`, cause);
  }
}
