import { proxy } from 'comlink';
import type { BackendInfo, EngineOptions } from '../../api';
import {
  type Backend,
  CODES,
  type Extraction,
  FaceError,
  type FoundFaces,
  type LoadProgress,
  type PortableImage,
  type RemoteVision,
  type VisionInfo,
  type VisionOptions,
  type Wanted,
} from '../../protocol';
import { canOutlast, orAborted, startLimit, WorkerClient } from '../../rpc/page';
import { PictureQueue } from '../pictures';
import { tryWebgpu } from './backend-trial';
import { type KeepingCall, type Kept, keepFaces } from './kept-faces';
import { type PictureCall, sendPicture } from './send-picture';
import { defaultWorkers, VisionPool } from './vision-pool';

/** Of the sources that page and workers are built from: `vite.config.ts` sets it. */
declare const __BUILD__: string;

/** Starting and comparing a spare worker must end some day; shader compilation can take long. */
const TRIAL_LIMIT_MS = 120_000;

/**
 * The first worker is the one that is there soonest: on TensorFlow.js, with one thread, shared with other pages. What takes less time a
 * picture (onnxruntime for integers and several threads, a worker of the page's own) is worth its start after about a hundred: who has
 * had ten templates will likely want more, and who verifies once is spared it (docs/decisions/019, 023).
 */
const EXTRACTIONS_BEFORE_MOVING = 10;

/** Which workers answer: those that are there soonest, or those that take the least time. */
type Stage = 'first' | 'lasting';

/** The vision workers of one engine: those that answer, and a spare that may turn out to be faster. */
export class VisionSide {
  /** Of all calls that need these workers. */
  readonly queue: PictureQueue;
  readonly #assets: URL;
  readonly #options: EngineOptions;
  readonly #closing = new AbortController();
  #pool: VisionPool;
  readonly #infos = new WeakMap<WorkerClient<RemoteVision>, VisionInfo>();
  #backend: BackendInfo;
  #trial: Promise<void> | undefined;
  /** Changes of the workers wait for one another. */
  #changes: Promise<void> = Promise.resolve();
  #extractions = 0;
  #mayShare: boolean;

  constructor(assets: URL, options: EngineOptions) {
    this.queue = new PictureQueue(options.maxQueue);
    this.#assets = assets;
    this.#options = options;
    const { keepWarm = true, backend: requested = 'auto' } = options;
    this.#mayShare = keepWarm && canOutlast();
    const first: Backend = requested === 'webgpu' ? 'webgpu' : 'wasm';
    this.#backend = {
      requested,
      active: first,
      reason: requested === 'auto' ? 'wasm answers first' : `asked for ${requested}`,
      adapter: null,
      trial: null,
    };
    this.#pool = this.#newPool(first, first === 'wasm' ? 'first' : 'lasting', options.onProgress);
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
  get sharesWorker(): boolean {
    return this.#pool.first.shared;
  }

  /** Aborted by `close`. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  get backend(): BackendInfo {
    return this.#backend;
  }

  start(signal: AbortSignal): Promise<void> {
    return this.#orInOwn(() => this.#pool.first.start(signal), signal);
  }

  /** The largest face and its template. */
  extract(image: Promise<PortableImage>, signal: AbortSignal): Promise<Extraction> {
    return this.#counted(this.#send(image, signal, (api, callId, picture) => api.extract(callId, picture)));
  }

  /** All faces with their templates, the largest visible first. */
  extractAll(image: Promise<PortableImage>, signal: AbortSignal): Promise<readonly Extraction[]> {
    return this.#counted(
      this.#send(image, signal, (api, callId, picture) => api.extractAll(callId, picture)),
    );
  }

  /** As `extract`; the worker keeps the face for the second network. */
  extractKept(image: Promise<PortableImage>, signal: AbortSignal): Promise<Kept<Extraction>> {
    return this.#keeping(image, signal, (api, callId, picture, keep) => api.extract(callId, picture, keep));
  }

  /** As `extractAll`, and `extractKept`. */
  extractAllKept(image: Promise<PortableImage>, signal: AbortSignal): Promise<Kept<readonly Extraction[]>> {
    return this.#keeping(image, signal, (api, callId, picture, keep) =>
      api.extractAll(callId, picture, keep),
    );
  }

  /** Begins to load the second network, so that it is there when it is asked. Nobody waits for it. */
  prepareSecond(): void {
    if (this.info.second === null) return;
    const loaded = this.#pool.first.aside(this.#trialSignal(), (api) => api.prepareSecond());
    loaded.catch(() => undefined); // who asks hears of it
  }

  /** Where the largest face is, or where all are, the largest visible first. */
  find(image: Promise<PortableImage>, wanted: Wanted, signal: AbortSignal): Promise<FoundFaces> {
    return this.#send(image, signal, (api, callId, picture) => api.find(callId, picture, wanted));
  }

  /** Tries WebGPU in the background, once, when the engine chooses for itself. Call it after the first verdict. */
  considerWebgpu(): void {
    if (this.#backend.requested !== 'auto') return;
    if (this.info.integers) this.#say('the model computes in integers: on wasm');
    else this.#trial ??= this.#change(() => this.#runTrial()).catch(() => undefined);
  }

  close(): void {
    this.#closing.abort(new FaceError(CODES.INTERNAL, 'the engine was closed', { kind: 'closed' }));
    this.#pool.close();
  }

  #keeping<T>(image: Promise<PortableImage>, signal: AbortSignal, run: KeepingCall<T>): Promise<Kept<T>> {
    const send = (call: PictureCall<T>) => this.#counted(this.#send(image, signal, call));
    return keepFaces(send, () => this.info.second !== null, run);
  }

  async #send<T>(image: Promise<PortableImage>, signal: AbortSignal, run: PictureCall<T>): Promise<T> {
    const picture = await image; // first: another worker may take over meanwhile
    return this.#orInOwn(() => sendPicture(this.#pool.pick(), picture, signal, run), signal);
  }

  /** Browsers give a worker that pages share less than one of the page's own: no WebCodecs. What fails there is done in the other. */
  async #orInOwn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { sharesWorker } = this;
    try {
      return await work();
    } catch (error) {
      if (!sharesWorker || !failsForSharing(error)) throw error;
      await orAborted(
        this.#change(() => this.#leaveShared(signal)),
        signal,
      );
      return work();
    }
  }

  /** Where the other does not start, the shared one says once more why it cannot. */
  async #leaveShared(signal: AbortSignal): Promise<void> {
    if (!this.sharesWorker) return;
    this.#mayShare = false;
    const shared = this.#pool;
    const pool = this.#newPool('wasm', 'first', this.#options.onProgress);
    const started = await pool.first.start(signal).then(
      () => true,
      () => false,
    );
    if (!started || this.#closing.signal.aborted) return pool.close();
    this.#pool = pool;
    shared.retire();
  }

  /** Who makes much use of the first workers gets faster ones. */
  async #counted<T>(extraction: Promise<T>): Promise<T> {
    const extracted = await extraction;
    this.#extractions += 1;
    if (this.#extractions === EXTRACTIONS_BEFORE_MOVING)
      this.#change(() => this.#moveOn()).catch(() => undefined);
    return extracted;
  }

  #change(work: () => Promise<void>): Promise<void> {
    const change = this.#changes.then(work);
    // One that fails holds up none of those that follow.
    this.#changes = change.catch(() => undefined);
    return change;
  }

  async #runTrial(): Promise<void> {
    const signal = this.#trialSignal();
    const spare = () => this.#client('webgpu', 'lasting');
    // Against what the page would have otherwise: WebGPU is not to win because wasm has one thread at first.
    const rival = async () => {
      if (this.#threads('lasting') > 1) await this.#moveOn();
      return this.#pool.first;
    };
    try {
      const trySoftware = this.#options.trySoftwareAdapter ?? false;
      const report = await tryWebgpu(this.#pool.first, rival, spare, trySoftware, signal);
      const { adapter, trial, outcome, winner } = report;
      this.#backend = { ...this.#backend, active: outcome.winner, reason: outcome.reason, adapter, trial };
      if (winner && this.#closing.signal.aborted) winner.close();
      else if (winner) {
        const wasm = this.#pool;
        this.#pool = new VisionPool(winner, spare, 1);
        winner.onDeath = (reason) => this.#fallBack(reason.detail);
        wasm.retire();
      }
    } catch (error) {
      this.#say(`the trial of WebGPU broke off: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #moveOn(): Promise<void> {
    const { integers, runtime, threads, backend } = this.info;
    const faster = threads < this.#threads('lasting') || (integers && runtime === 'tfjs');
    if (backend !== 'wasm' || !(faster || this.sharesWorker)) return;
    const wasm = this.#pool;
    const pool = this.#newPool('wasm', 'lasting');
    try {
      await pool.first.start(this.#trialSignal());
      this.#closing.signal.throwIfAborted();
      this.#pool = pool;
      wasm.retire();
    } catch {
      // Offline, say: what answers now goes on, and it is tried again after as many.
      pool.close();
      this.#extractions = 0;
    }
  }

  #trialSignal(): AbortSignal {
    return AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TRIAL_LIMIT_MS)]);
  }

  #say(reason: string): void {
    this.#backend = { ...this.#backend, reason };
  }

  /** A lost GPU takes its worker along, and may not come back: `auto` goes on with wasm. */
  #fallBack(why: string): void {
    const { info } = this;
    this.#pool = this.#newPool('wasm', 'lasting');
    // The same model and calibration; what differs is known once the new worker has started.
    this.#infos.set(this.#pool.first, { ...info, backend: 'wasm' });
    this.#backend = { ...this.#backend, active: 'wasm', reason: `back from WebGPU to wasm: ${why}` };
  }

  /** A GPU is one, whoever asks. */
  #newPool(backend: Backend, stage: Stage, onProgress?: (progress: LoadProgress) => void): VisionPool {
    const threads = this.#threads(stage);
    const most = backend === 'wasm' ? (this.#options.visionWorkers ?? defaultWorkers(threads)) : 1;
    const client = () => this.#client(backend, stage);
    const shared = stage === 'first' && threads === 1 && this.#mayShare;
    return new VisionPool(this.#client(backend, stage, shared, onProgress), client, most);
  }

  #threads(stage: Stage): number {
    return this.#options.threads ?? (stage === 'first' ? 1 : defaultThreads());
  }

  #client(
    backend: Backend,
    stage: Stage,
    shared = false,
    onProgress?: (progress: LoadProgress) => void,
  ): WorkerClient<RemoteVision> {
    const options: VisionOptions = {
      assets: this.#assets.href,
      backend,
      second: this.#options.secondOpinion !== 'never',
      integersOn: stage === 'first' ? 'tfjs' : 'onnxruntime',
      threads: this.#threads(stage),
      imageOrigins: (this.#options.imageOrigins ?? []).map(originOf),
      ...(this.#options.model === undefined ? {} : { model: this.#options.model }),
      ...(this.#options.trace ? { trace: true } : {}),
    };
    const client = new WorkerClient<RemoteVision>({
      name: 'vision',
      url: new URL('vision.worker.js', this.#assets),
      concurrency: 1,
      endOnTimeLimit: true,
      // Pages of another build would send what this one does not understand, and other options give other answers.
      shared: shared ? `mien vision ${__BUILD__} ${JSON.stringify(options)}` : undefined,
      idleMs: this.#options.idleMs,
      startLimitMs: startLimit(this.#options.timeoutMs),
      boot: async (api) => {
        this.#infos.set(client, await api.start(options, proxy(onProgress ?? ignore)));
      },
    });
    return client;
  }
}

/** However it was spelt: with a path, in capitals, with the usual port. */
function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch (cause) {
    throw new FaceError(CODES.INTERNAL, `imageOrigins: "${address}" is no origin`, { kind: 'option', cause });
  }
}

function ignore(): void {}

function defaultThreads(): number {
  return globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, navigator.hardwareConcurrency >> 1)) : 1;
}

/** Whether an own worker may do what the shared one could not. */
function failsForSharing(error: unknown): boolean {
  const kind = error instanceof FaceError ? error.data?.kind : undefined;
  return kind === 'megapixels' || kind === 'pixels';
}
