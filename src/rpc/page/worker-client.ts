import type { Remote } from 'comlink';
import { CODES, FaceError, isOutOfMemory, Slots } from '../../protocol';
import { isTimeUp, LONGEST_TIMER_MS, START_LIMIT_MS } from './deadline';
import { LiveWorker } from './live-worker';

export interface WorkerClientOptions<Api> {
  /** For messages: "vision", "gallery". */
  readonly name: string;
  readonly url: URL;
  /** How long it may take to start, ms. Default 120 000: a worker that takes longer never will. */
  readonly startLimitMs?: number | undefined;
  /** Brings a fresh worker to the point where it can take calls. */
  readonly boot: (api: Remote<Api>) => Promise<void>;
  /** Tells the worker to drop the call of that name. */
  readonly cancel?: (api: Remote<Api>, callId: string) => unknown;
  /** Calls that run at once. The others wait on the page, so that a worker's death costs only what was running. */
  readonly concurrency: number;
  /**
   * Ends the worker when a call that runs in it exceeds the engine's time limit or finds no more memory: nothing else stops a network
   * that hangs, or gives its memory back. Not for a worker whose other calls must not suffer.
   */
  readonly expendable: boolean;
  /** Ends the worker, which frees its memory, when it had nothing to do for so long, ms; the next call starts another. */
  readonly idleMs?: number | undefined;
  /**
   * Where pages of the origin may share one: what it is called among them. Once it failed a page, that page starts one of its own: a
   * shared worker that hangs cannot be ended.
   */
  readonly shared?: string | undefined;
  /** What is asked of an idle worker instead, where its state must last. */
  readonly rest?: (api: Remote<Api>) => unknown;
}

/** What is called in a worker, under a name by which it can be cancelled. */
export type RemoteCall<Api, T> = (api: Remote<Api>, callId: string, client: WorkerClient<Api>) => Promise<T>;

/**
 * Calls to one worker, which is started when first needed and replaced after it died or hung.
 * Comlink alone leaves a call pending for ever when the worker is gone (its issues 601 and 692).
 */
export class WorkerClient<Api> {
  readonly #options: WorkerClientOptions<Api>;
  readonly #slots: Slots;
  readonly #holds = new Set<Promise<void>>();
  #live: LiveWorker<Api> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  /** Until one failed: only the first worker may be shared, or one that takes the place of one that rested. */
  #mayShare = true;

  /** Called when a worker ends by itself, not by `close`. */
  onDeath: (reason: FaceError) => void = () => undefined;

  constructor(options: WorkerClientOptions<Api>) {
    this.#options = options;
    this.#slots = new Slots(options.concurrency);
  }

  /** Whether a worker is there that has booted. */
  get ready(): boolean {
    return this.#live?.takesCalls ?? false;
  }

  /** Whether the worker is one that other pages use, too. */
  get shared(): boolean {
    return this.#live?.shared ?? false;
  }

  /** Calls that run or wait. */
  get load(): number {
    return this.#slots.load;
  }

  /** Starts the worker now instead of at the first call. Rejects with the reason why it cannot run. */
  async start(signal: AbortSignal): Promise<void> {
    await this.#booted(signal);
    this.#restLater();
  }

  /**
   * Runs one remote call when a slot is free. Rejects with the worker's FaceError, with 213 when the worker ends
   * meanwhile, or with the signal's reason; then the worker is told to `cancel` what bears the `callId`.
   */
  async call<T>(signal: AbortSignal, run: RemoteCall<Api, T>): Promise<T> {
    const { cancel = nothing, expendable, name } = this.#options;
    const release = await this.#slots.take(signal);
    clearTimeout(this.#idle);
    let through: Promise<void> = Promise.resolve();
    try {
      const live = await this.#booted(signal);
      const callId = crypto.randomUUID();
      const answer = run(live.api, callId, this).catch((error: unknown) => {
        // What it computes with may be half done; and no memory of WebAssembly is given back but with its worker.
        if (expendable && error instanceof FaceError && isOutOfMemory(error)) live.end('exhausted', error);
        throw error;
      });
      const drop = () => cancel(live.api, callId);
      through = live.through(answer, drop);
      return await this.#settled(live, answer, signal, () => {
        const detail = `the ${name} worker did not answer in time and was replaced`;
        if (expendable && isTimeUp(signal))
          live.end('hung', new FaceError(CODES.INTERNAL, detail, { kind: 'worker_lost' }));
        else drop();
      });
    } finally {
      // An aborted call keeps the worker busy until the worker notices.
      void through.then(() => {
        release();
        this.#restLater();
      });
    }
  }

  /** Runs a call at once, beside those that wait for slots: for what needs no network of the worker's. */
  async aside<T>(signal: AbortSignal, run: (api: Remote<Api>) => Promise<T>): Promise<T> {
    const live = await this.#booted(signal);
    return this.#settled(live, run(live.api), signal, nothing);
  }

  /** Ends the worker once the calls that have begun are through, and nobody holds it. New calls must go elsewhere. */
  async retire(): Promise<void> {
    await this.#slots.drained();
    while (this.#holds.size > 0) {
      await Promise.all(this.#holds);
      await this.#slots.drained();
    }
    this.close();
  }

  /** The worker has something that the caller will ask for: it is neither retired nor ended for having nothing to do. Ends with the function. */
  hold(): () => void {
    let end: () => void = nothing;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#holds.add(held);
    return () => {
      if (!this.#holds.delete(held)) return;
      end();
      this.#restLater();
    };
  }

  /** Ends the worker; what is pending and whatever comes later rejects with 213. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#live?.end('closed', closedError());
  }

  /** A worker that takes calls. An abort leaves one alone that still boots: it is not to blame. */
  async #booted(signal: AbortSignal): Promise<LiveWorker<Api>> {
    signal.throwIfAborted();
    const live = this.#ensureLive();
    await this.#settled(live, live.booted, signal, nothing);
    signal.throwIfAborted();
    return live;
  }

  /** Settles as `work` does, unless the worker ends, a message cannot be read or the signal aborts first. */
  async #settled<T>(
    live: LiveWorker<Api>,
    work: Promise<T>,
    signal: AbortSignal,
    onAbort: () => void,
  ): Promise<T> {
    let forget: () => void = nothing;
    try {
      return await new Promise<T>((resolve, reject) => {
        const abort = () => {
          reject(signal.reason);
          onAbort();
        };
        signal.addEventListener('abort', abort, { once: true });
        const unlisten = [live.onEnd(({ reason }) => reject(reason)), live.onUnreadable(reject)];
        forget = () => {
          signal.removeEventListener('abort', abort);
          for (const stop of unlisten) stop();
        };
        work.then(resolve, reject);
      });
    } finally {
      forget();
    }
  }

  #restLater(): void {
    const { idleMs, rest } = this.#options;
    if (idleMs === undefined || this.load > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(
      () => {
        if (this.load > 0 || this.#holds.size > 0) return;
        if (rest) this.#live?.rest(rest);
        else
          this.#live?.end(
            'rested',
            new FaceError(CODES.INTERNAL, 'the worker had nothing to do', { kind: 'worker_lost' }),
          );
      },
      Math.min(idleMs, LONGEST_TIMER_MS),
    );
  }

  #ensureLive(): LiveWorker<Api> {
    if (this.#closed) throw closedError();
    if (this.#live === undefined) {
      const { name, url, boot, shared, startLimitMs = START_LIMIT_MS } = this.#options;
      const address = { name, url, shared: this.#mayShare ? shared : undefined, startLimitMs };
      const live = new LiveWorker<Api>(address, boot);
      this.#live = live;
      live.onEnd(({ why, reason }) => {
        this.#live = undefined;
        this.#mayShare &&= why === 'rested' && live.shared;
        if (why !== 'rested' && why !== 'closed') this.onDeath(reason);
      });
    }
    return this.#live;
  }
}

function nothing(): void {}

function closedError(): FaceError {
  return new FaceError(CODES.INTERNAL, 'the engine was closed', { kind: 'closed' });
}
