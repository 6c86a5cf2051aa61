import { type Remote, wrap } from 'comlink';
import { FaceError, type RemoteLife } from '../protocol';

/** Loading runtimes and models over a slow line takes long; a worker that takes longer never will. */
const BOOT_LIMIT_MS = 120_000;

type OnEnd = (reason: FaceError) => void;

/** One worker from spawn to end. */
export class LiveWorker<Api> {
  /** Kept on a field: comlink ends the connection when its proxy is garbage collected. */
  readonly api: Remote<Api>;
  /** Resolves when the worker can take calls, rejects with the reason why it cannot; then it has ended, too. */
  readonly booted: Promise<void>;

  readonly #name: string;
  readonly #worker: Worker;
  readonly #watch = new AbortController();
  /** A set, not a promise that all calls race: such a promise would keep every answer alive. */
  readonly #listeners = new Set<OnEnd>();
  #ended: FaceError | undefined;

  constructor(name: string, url: URL, boot: (api: Remote<Api>) => Promise<void>) {
    const lockName = `mien-${name}-${crypto.randomUUID()}`;
    this.#name = name;
    this.#worker = spawn(url, lockName);
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new FaceError(213, `the ${name} worker failed: ${event.message || `is ${url.href} served?`}`));
    });
    const api = wrap<Api & RemoteLife>(this.#worker);
    this.api = api as unknown as Remote<Api>;
    this.booted = this.#boot(async () => {
      await (api as unknown as RemoteLife).alive();
      this.#watchLock(lockName);
      await boot(this.api);
    });
    // Whoever calls hears of it; when nobody calls, nobody needs to.
    this.booted.catch(() => undefined);
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
  #watchLock(lockName: string): void {
    const name = this.#name;
    navigator.locks
      .request(lockName, { signal: this.#watch.signal }, () =>
        this.end(new FaceError(213, `the ${name} worker stopped; the next call starts a new one`)),
      )
      .catch(() => undefined);
  }
}

function spawn(url: URL, name: string): Worker {
  try {
    return new Worker(url, { type: 'module', name });
  } catch (cause) {
    throw new FaceError(213, `could not start ${url.href}: assets must lie on the page’s own origin`, cause);
  }
}
