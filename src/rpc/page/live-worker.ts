import type { Remote } from 'comlink';
import { faultOfScripts } from '../../assets';
import { CODES, FaceError, type RemoteLife } from '../../protocol';
import { connect, ownWorker, sharedWorker, type WorkerHandle } from './worker-handle';
import { type Ended, transition, type WorkerState } from './worker-state';

/**
 * Before a worker's file that did not arrive is asked for again, once. Firefox was seen to lose such a request to a
 * server that answered all others; what does not arrive twice is missing.
 */
const AGAIN_AFTER_MS = 250;

/** How long a worker that pages share may take to answer. A first visit over a slow line takes as long, and then costs a second start. */
const SHARED_ANSWERS_MS = 3_000;

/**
 * How long the start of a worker that pages share may take that another page began, ms. That one may be stuck, and only who began it hears how
 * it goes; over a slow line this costs a second start.
 */
const JOINED_STARTS_MS = 10_000;

type OnEnd = (ended: Ended) => void;
type OnUnreadable = (reason: FaceError) => void;

export interface WorkerAddress {
  /** For messages: "vision", "gallery". */
  readonly name: string;
  readonly url: URL;
  /** What one is called that pages share; absent: it is the page's own. */
  readonly shared: string | undefined;
  /** How long it may take to start, ms: loading runtimes and models over a slow line takes long. */
  readonly startLimitMs: number;
}

/** One worker from spawn to end. */
export class LiveWorker<Api> {
  /** Resolves when the worker can take calls, rejects with the reason why it cannot; then it has ended, too. */
  readonly booted: Promise<void>;

  readonly #address: WorkerAddress;
  readonly #boot: (api: Remote<Api>) => Promise<void>;
  /** None where the browser refuses to start one. */
  #held: WorkerHandle | undefined;
  /** Kept on a field: comlink ends the connection when its proxy is garbage collected. */
  #api!: Remote<Api & RemoteLife>;
  #watch = new AbortController();
  #state: WorkerState = 'none';
  #ended: Ended | undefined;
  /** What tells the worker to drop a call that runs in it. */
  readonly #running = new Set<() => unknown>();
  /** Whether the worker's file did not arrive. */
  #missing = false;
  /** A set, not a promise that all calls race: such a promise would keep every answer alive. */
  readonly #listeners = new Set<OnEnd>();
  readonly #unanswered = new Set<OnUnreadable>();

  constructor(address: WorkerAddress, boot: (api: Remote<Api>) => Promise<void>) {
    this.#address = address;
    this.#boot = boot;
    this.booted = this.#bootOnce();
    // Whoever calls hears of it; when nobody calls, nobody needs to.
    this.booted.catch(() => undefined);
  }

  /** Whether other pages use it, too. */
  get shared(): boolean {
    return this.#held?.shared ?? false;
  }

  /** Whether it has booted, and not ended. */
  get takesCalls(): boolean {
    return this.#state === 'ready' || this.#state === 'resting';
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

  /** Calls `listener` when a message could not be read, which may be what it waits for. Returns the way to take it back. */
  onUnreadable(listener: OnUnreadable): () => void {
    this.#unanswered.add(listener);
    return () => this.#unanswered.delete(listener);
  }

  /**
   * Resolves when a call that was sent is through: answered, or never to be. Until then `drop` tells the worker that nobody waits,
   * should the page let go of it.
   */
  through(answer: Promise<unknown>, drop: () => unknown): Promise<void> {
    if (this.#state === 'resting') this.#to('ready');
    this.#running.add(drop);
    let done: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      done = resolve;
    });
    const unlisten = [this.onEnd(done), this.onUnreadable(done)];
    answer.then(done, done);
    return over.then(() => {
      for (const stop of unlisten) stop();
      this.#running.delete(drop);
    });
  }

  /** Asks an idle worker to give back what it can load again. */
  rest(ask: (api: Remote<Api>) => unknown): void {
    if (this.#state !== 'ready') return;
    this.#to('resting');
    ask(this.api);
  }

  /**
   * Ends the worker and frees all its memory; what is pending rejects with `reason`. If pages share it, it goes on for the others,
   * but for no further page once it hung, found no more memory or did not start.
   */
  end(why: Ended['why'], reason: FaceError): void {
    if (this.#ended) return;
    const unfit = why === 'hung' || why === 'exhausted' || !this.takesCalls;
    const ended = { why, reason };
    this.#ended = ended;
    this.#to('ended');
    this.#letGo(unfit);
    for (const listener of this.#listeners) listener(ended);
    this.#listeners.clear();
  }

  #to(state: WorkerState): void {
    this.#state = transition(this.#state, state);
  }

  #bootOnce(): Promise<void> {
    const { name, startLimitMs } = this.#address;
    const started = this.#start().catch((error: unknown) => this.#explain(error));
    const limit = setTimeout(
      () =>
        this.end(
          'hung',
          new FaceError(CODES.INTERNAL, `the ${name} worker was not ready after ${startLimitMs / 1000} s`, {
            kind: 'timeout',
          }),
        ),
      startLimitMs,
    );
    return new Promise<void>((resolve, reject) => {
      this.onEnd(({ reason }) => reject(reason));
      started.then(resolve, (error: unknown) => {
        reject(error);
        // Its runtimes initialise only once: after a failed start only a new worker helps.
        this.end(
          'died',
          error instanceof FaceError
            ? error
            : new FaceError(CODES.INTERNAL, String(error), { kind: 'worker_lost', cause: error }),
        );
      });
    }).finally(() => clearTimeout(limit));
  }

  /** What a script lacks that did not arrive: the browser does not say, and it may be one that the worker imports. */
  async #explain(error: unknown): Promise<never> {
    const { name, url } = this.#address;
    if (!this.#missing) throw error;
    throw (
      (await faultOfScripts(url)) ??
      new FaceError(
        CODES.INTERNAL,
        `the ${name} worker did not start, though ${url.href} is there: does the page’s Content-Security-Policy allow it (worker-src)?`,
        { kind: 'policy', cause: error },
      )
    );
  }

  /**
   * Instead of a shared worker that fails to start the page gets one of its own: it may have failed another page before. A worker's file
   * that does not arrive is asked for again, once.
   */
  async #start(): Promise<void> {
    const { name, url, shared } = this.#address;
    this.#to('starting');
    try {
      await this.#run(shared === undefined ? ownWorker(url, name) : sharedWorker(url, shared));
    } catch (error) {
      if (shared === undefined && !this.#missing) throw error;
      this.#throwIfEnded();
      this.#letGo(true);
      this.#to('left');
      if (shared === undefined) await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      this.#throwIfEnded();
      this.#to('starting');
      await this.#run(ownWorker(url, name));
    }
  }

  #throwIfEnded(): void {
    if (this.#ended) throw this.#ended.reason;
  }

  /** Resolves when the worker has booted. What fails it later ends it. */
  #run(held: WorkerHandle): Promise<void> {
    const { name, url } = this.#address;
    this.#held = held;
    this.#api = connect<Api & RemoteLife>(held);
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    if (held.shared) addEventListener('pagehide', () => this.#leaveAlone(), { signal });
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        if (signal.aborted) return; // let go of, and not of interest any more
        const error = new FaceError(CODES.INTERNAL, `the ${name} worker ${why}`, { kind: 'worker_lost' });
        if (this.takesCalls) this.end('died', error);
        else reject(error);
      };
      held.onError((message) => {
        this.#missing = message === '';
        fail(`failed: ${message || `its script, ${url.href}, did not arrive`}`);
      });
      held.onUnreadable(() => {
        if (!this.takesCalls) fail('or this page got a message that could not be read');
        for (const listener of this.#unanswered) listener(unreadable(name));
      });
      let patience = held.shared ? setTimeout(fail, SHARED_ANSWERS_MS, 'did not answer') : undefined;
      const boot = async () => {
        const joined = await this.#life.alive();
        clearTimeout(patience);
        if (held.shared && joined)
          patience = setTimeout(fail, JOINED_STARTS_MS, 'did not start for another page');
        // The worker holds this lock while it lives; to be given it means that the worker is gone.
        const gone = () => fail('stopped; the next call starts a new one');
        navigator.locks.request(held.lock, { signal }, gone).catch(() => undefined);
        await this.#boot(this.api);
        clearTimeout(patience);
        if (!signal.aborted) this.#to('ready');
      };
      boot().then(resolve, reject);
    });
  }

  #letGo(unfit: boolean): void {
    this.#watch.abort();
    if (this.#held?.shared) for (const drop of this.#running) drop();
    // Its start may be stuck, and whoever comes next must not join it.
    this.#held?.end(this.#life, unfit);
  }

  /** The page goes, and the next one must not wait for what this one began, nor for a start that may hang: that is why people reload. */
  #leaveAlone(): void {
    if (!this.takesCalls) void this.#life.leave(true);
    for (const drop of this.#running) drop();
  }

  get #life(): Remote<RemoteLife> {
    return this.#api as unknown as Remote<RemoteLife>;
  }
}

/** Nobody knows which message it was. */
function unreadable(name: string): FaceError {
  const cause = new DOMException('a message could not be deserialised', 'DataCloneError');
  return new FaceError(CODES.INTERNAL, `a message to or from the ${name} worker could not be read`, {
    kind: 'worker_lost',
    cause,
  });
}
