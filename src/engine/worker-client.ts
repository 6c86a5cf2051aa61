import type { Remote } from 'comlink';
import { FaceError, fromReply, type Reply } from '../protocol';
import { LiveWorker } from './live-worker';
import { Turns } from './turns';

export interface WorkerClientOptions<Api> {
  /** For messages: "vision", "gallery". */
  readonly name: string;
  readonly url: URL;
  /** Brings a fresh worker to the point where it can take calls. */
  readonly boot: (api: Remote<Api>) => Promise<void>;
  /** Calls that run at once. The others wait on the page, so that a worker's death costs only what was running. */
  readonly concurrency: number;
}

/**
 * Calls to one worker, which is started when first needed and replaced after it died or hung.
 * Comlink alone leaves a call pending for ever when the worker is gone (its issues 601 and 692).
 */
export class WorkerClient<Api> {
  readonly #options: WorkerClientOptions<Api>;
  readonly #turns: Turns;
  #live: LiveWorker<Api> | undefined;
  #closed = false;

  constructor(options: WorkerClientOptions<Api>) {
    this.#options = options;
    this.#turns = new Turns(options.concurrency);
  }

  /** Starts the worker now instead of at the first call. Rejects with the reason why it cannot run. */
  async start(signal: AbortSignal): Promise<void> {
    await this.#guarded(signal, (live) => live.booted);
  }

  /**
   * Runs one remote call. Rejects with the worker's FaceError, with 213 when the worker ends meanwhile, or
   * with the signal's reason. An abort leaves the worker alive and tells it through `onAbort`; a timeout ends
   * it, since nothing else stops a network that hangs.
   */
  async call<T>(
    signal: AbortSignal,
    run: (api: Remote<Api>) => Promise<Reply<T>>,
    onAbort: (api: Remote<Api>) => unknown = () => undefined,
  ): Promise<T> {
    const release = await this.#turns.take(signal);
    let worked: Promise<unknown> = Promise.resolve();
    try {
      const reply = await this.#guarded(
        signal,
        async (live) => {
          await live.booted;
          signal.throwIfAborted();
          const answer = run(live.api);
          worked = Promise.race([answer, live.died]);
          return answer;
        },
        onAbort,
      );
      return fromReply(reply);
    } finally {
      // An aborted call keeps the worker busy until the worker notices.
      void worked.catch(() => undefined).then(release);
    }
  }

  /** Ends the worker once the calls that have begun are through. New calls must go elsewhere. */
  async retire(): Promise<void> {
    await this.#turns.drained();
    this.close();
  }

  /** Ends the worker; what is pending and whatever comes later rejects with 213. */
  close(): void {
    this.#closed = true;
    this.#live?.end(closedError());
  }

  async #guarded<T>(
    signal: AbortSignal,
    work: (live: LiveWorker<Api>) => Promise<T>,
    onAbort: (api: Remote<Api>) => unknown = () => undefined,
  ): Promise<T> {
    signal.throwIfAborted();
    const live = this.#ensureLive();
    let abort = () => undefined as undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => {
        reject(signal.reason);
        if (isTimeout(signal.reason)) {
          live.end(new FaceError(213, `the ${this.#options.name} worker did not answer in time`));
        } else {
          onAbort(live.api);
        }
      };
    });
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await Promise.race([aborted, live.died, work(live)]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #ensureLive(): LiveWorker<Api> {
    if (this.#closed) throw closedError();
    if (this.#live === undefined) {
      const { name, url, boot } = this.#options;
      const live = new LiveWorker<Api>(name, url, boot);
      this.#live = live;
      const forget = () => {
        if (this.#live === live) this.#live = undefined;
      };
      live.died.catch(forget);
      // Its runtimes initialise only once: after a failed start only a new worker helps.
      live.booted.catch((error: unknown) => live.end(asFaceError(error)));
    }
    return this.#live;
  }
}

function closedError(): FaceError {
  return new FaceError(213, 'the engine was closed');
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

function asFaceError(error: unknown): FaceError {
  return error instanceof FaceError ? error : new FaceError(213, String(error), error);
}
