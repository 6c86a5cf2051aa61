import type { BackendInfo, EngineOptions } from '../../api';
import { isForeign } from '../../assets';
import {
  type AssetsList,
  type Backend,
  CODES,
  FaceError,
  type LoadProgress,
  type RemoteVision,
  type VisionInfo,
} from '../../protocol';
import { canOutlast, orAborted, startLimit, type WorkerClient } from '../../rpc/page';
import { tryWebgpu, untried } from './backend-trial';
import { OneModel } from './one-model';
import { requireBackend } from './require-backend';
import { type Stage, threadsOf, visionClient } from './vision-client';
import { defaultWorkers, VisionPool } from './vision-pool';

/**
 * The first worker is the one that is there soonest: on TensorFlow.js, with one thread, shared with other pages. What takes less time a
 * picture (onnxruntime for integers and several threads, a worker of the page's own) is worth its start after about a hundred: who has
 * had ten templates will likely want more, and who verifies once is spared it (docs/decisions/019, 023).
 */
const EXTRACTIONS_BEFORE_MOVING = 10;

/** The vision workers of one engine: those that answer, and a spare that may turn out to be faster. */
export class VisionWorkers {
  readonly #assets: URL;
  readonly #options: EngineOptions;
  readonly #closing = new AbortController();
  #stage: Stage;
  #pool: VisionPool;
  readonly #model = new OneModel();
  readonly #infos = new WeakMap<WorkerClient<RemoteVision>, VisionInfo>();
  #backend: BackendInfo;
  #trial: Promise<void> | undefined;
  /** Changes of the workers wait for one another. */
  #changes: Promise<void> = Promise.resolve();
  #extractions = 0;
  #mayShare: boolean;
  #backends: readonly Backend[] = [];

  constructor(assets: URL, options: EngineOptions) {
    this.#assets = assets;
    this.#options = options;
    const { keepWarm = true, backend: requested = 'auto' } = options;
    // A script from elsewhere comes by an address that only this page knows.
    this.#mayShare = keepWarm && canOutlast() && !isForeign(assets);
    this.#stage = requested === 'webgpu' ? 'webgpu' : 'first';
    this.#backend = untried(requested);
    this.#pool = this.#newPool(this.#stage, options.onProgress);
  }

  /** The pool that answers now. */
  get pool(): VisionPool {
    return this.#pool;
  }

  /** Whether there is anything to say about what answers. */
  get started(): boolean {
    return this.#infos.has(this.#pool.first);
  }

  get info(): VisionInfo {
    const info = this.#infos.get(this.#pool.first);
    if (info === undefined)
      throw new FaceError(CODES.INTERNAL, 'the vision worker has not started', { kind: 'unexpected' });
    return info;
  }

  /** Whether pictures go to a worker that other pages use, too. */
  get shared(): boolean {
    return this.#pool.first.shared;
  }

  /** Aborted by `close`. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  get backend(): BackendInfo {
    return this.#backend;
  }

  /** Heeds what the assets folder holds. Throws FaceError 213 where that is not what was asked for. */
  keepTo({ backends }: AssetsList): void {
    requireBackend(backends, this.#backend.requested, this.#assets);
    this.#backends = backends;
  }

  /** Tries WebGPU in the background, once, when the engine chooses for itself. Call it after the first verdict. */
  considerWebgpu(): void {
    if (this.#backend.requested !== 'auto') return;
    if (this.info.integers) this.#say('the model computes in integers: on wasm');
    else if (!this.#backends.includes('webgpu')) this.#say('the assets folder holds no WebGPU runtime');
    else this.#trial ??= this.#change(() => this.#runTrial()).catch(() => undefined);
  }

  close(): void {
    this.#closing.abort(new FaceError(CODES.INTERNAL, 'the engine was closed', { kind: 'closed' }));
    this.#pool.close();
  }

  /** Browsers give a worker that pages share less than one of the page's own: no WebCodecs. What fails there is done in the other. */
  leaveShared(signal: AbortSignal): Promise<void> {
    return orAborted(
      this.#change(() => this.#startOwn(signal)),
      signal,
    );
  }

  /** Where the other does not start, the shared one says once more why it cannot. */
  async #startOwn(signal: AbortSignal): Promise<void> {
    if (!this.shared) return;
    this.#mayShare = false;
    const pool = this.#newPool('first', this.#options.onProgress);
    await pool.first.start(signal).catch(() => undefined);
    if (pool.first.ready && !this.#closing.signal.aborted) this.#take('first', pool);
    else pool.close();
  }

  /** Counts a picture's template: who makes much use of the first workers gets faster ones. */
  count(): void {
    this.#extractions += 1;
    if (this.#extractions === EXTRACTIONS_BEFORE_MOVING)
      this.#change(() => this.#moveOn()).catch(() => undefined);
  }

  #change(work: () => Promise<void>): Promise<void> {
    const change = this.#changes.then(work);
    // One that fails holds up none of those that follow.
    this.#changes = change.catch(() => undefined);
    return change;
  }

  async #runTrial(): Promise<void> {
    const signal = this.backgroundSignal();
    const spare = () => this.#client('webgpu');
    // Against what the page would have otherwise: WebGPU is not to win because wasm has one thread at first.
    const rival = async () => {
      if (threadsOf('lasting', this.#options) > 1) await this.#moveOn();
      return this.#pool.first;
    };
    try {
      const trySoftware = this.#options.trySoftwareAdapter ?? false;
      const report = await tryWebgpu(this.#pool.first, rival, spare, trySoftware, signal);
      const { adapter, trial, outcome, winner } = report;
      this.#backend = { ...this.#backend, active: outcome.winner, reason: outcome.reason, adapter, trial };
      if (winner && this.#closing.signal.aborted) winner.close();
      else if (winner) {
        winner.onDeath = (reason) => this.#fallBack(reason.detail);
        this.#take('webgpu', new VisionPool(winner, spare, 1));
      }
    } catch (error) {
      this.#say(`the trial of WebGPU broke off: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #moveOn(): Promise<void> {
    const { integers, runtime, threads } = this.info;
    const faster = threads < threadsOf('lasting', this.#options) || (integers && runtime === 'tfjs');
    if (this.#stage !== 'first' || !(faster || this.shared)) return;
    const pool = this.#newPool('lasting');
    try {
      await pool.first.start(this.backgroundSignal());
      this.#closing.signal.throwIfAborted();
      this.#take('lasting', pool);
    } catch {
      // Offline, say: what answers now goes on, and it is tried again after as many.
      pool.close();
      this.#extractions = 0;
    }
  }

  /** Another pool answers from now on; the one before ends once what it has begun is through. */
  #take(stage: Stage, pool: VisionPool): void {
    const before = this.#pool;
    this.#stage = stage;
    this.#pool = pool;
    before.retire();
  }

  /** Ends what nobody waits for: with the engine, or when it takes longer than a start may (shader compilation can take long). */
  backgroundSignal(): AbortSignal {
    return AbortSignal.any([this.#closing.signal, AbortSignal.timeout(startLimit(this.#options.timeoutMs))]);
  }

  #say(reason: string): void {
    this.#backend = { ...this.#backend, reason };
  }

  /** A lost GPU takes its worker along, and may not come back: `auto` goes on with wasm. */
  #fallBack(why: string): void {
    const { info } = this;
    this.#take('lasting', this.#newPool('lasting'));
    // The same model and calibration; what differs is known once the new worker has started.
    this.#infos.set(this.#pool.first, { ...info, backend: 'wasm' });
    this.#backend = { ...this.#backend, active: 'wasm', reason: `back from WebGPU to wasm: ${why}` };
  }

  /** A GPU is one, whoever asks. */
  #newPool(stage: Stage, onProgress?: (progress: LoadProgress) => void): VisionPool {
    const threads = threadsOf(stage, this.#options);
    const most = stage === 'webgpu' ? 1 : (this.#options.visionWorkers ?? defaultWorkers(threads));
    const client = () => this.#client(stage);
    const shared = stage === 'first' && threads === 1 && this.#mayShare;
    return new VisionPool(this.#client(stage, shared, onProgress), client, most);
  }

  #client(
    stage: Stage,
    shared = false,
    onProgress?: (progress: LoadProgress) => void,
  ): WorkerClient<RemoteVision> {
    const onInfo = (info: VisionInfo) => {
      this.#model.require(info.origin);
      this.#infos.set(client, info);
    };
    const client = visionClient(this.#assets, this.#options, stage, shared, { onInfo, onProgress });
    return client;
  }
}
