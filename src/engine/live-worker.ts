import { type Remote, wrap } from 'comlink';
import { FaceError } from '../protocol';

/** One worker from spawn to end. */
export class LiveWorker<Api> {
  /** Kept on a field: comlink ends the connection when its proxy is garbage collected. */
  readonly api: Remote<Api>;
  /** Rejects when the worker ends, for whatever reason; never resolves. */
  readonly died: Promise<never>;
  /** Resolves when the worker can take calls, rejects with the reason why it cannot. */
  readonly booted: Promise<void>;

  readonly #worker: Worker;
  readonly #watch = new AbortController();
  #reportDeath: (reason: FaceError) => void = () => undefined;

  constructor(name: string, url: URL, boot: (api: Remote<Api>) => Promise<void>) {
    const lockName = `mien-${name}-${crypto.randomUUID()}`;
    this.died = new Promise((_, reject) => {
      this.#reportDeath = reject;
    });
    this.#worker = spawn(url, lockName);
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new FaceError(213, `the ${name} worker failed: ${event.message || `is ${url.href} served?`}`));
    });
    this.api = wrap<Api>(this.#worker);
    this.booted = Promise.race([boot(this.api), this.died]).then(() => this.#watchLock(name, lockName));
    // Whoever calls hears of both; when nobody calls, nobody needs to.
    this.died.catch(() => undefined);
    this.booted.catch(() => undefined);
  }

  /** Ends the worker and frees all its memory; what is pending rejects with `reason`. */
  end(reason: FaceError): void {
    this.#watch.abort();
    this.#worker.terminate();
    this.#reportDeath(reason);
  }

  /** The worker holds this lock while it lives; to be given it means that the worker is gone. */
  #watchLock(name: string, lockName: string): void {
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
