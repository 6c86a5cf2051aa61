import { proxy } from 'comlink';
import {
  type Backend,
  type ChipRuntime,
  type Extraction,
  FaceError,
  type FoundFaces,
  fromReply,
  type LoadProgress,
  type PortableImage,
  type RemoteVision,
  type VisionInfo,
  type VisionOptions,
  type Wanted,
} from '../protocol';
import { tryWebgpu } from './backend-trial';
import type { BackendInfo, EngineOptions } from './options';
import { type PictureCall, sendPicture } from './send-picture';
import { defaultWorkers, VisionPool } from './vision-pool';
import { WorkerClient } from './worker-client';

/** Starting and comparing a spare worker must end some day; shader compilation can take long. */
const TRIAL_LIMIT_MS = 120_000;

/**
 * A network of integers takes a third less time on onnxruntime, whose start is worth it after about a hundred runs: who has sent ten
 * pictures will likely send more, and who verifies once is spared it (docs/decisions/019).
 */
const EXTRACTIONS_BEFORE_ONNXRUNTIME = 10;

/** The vision workers of one engine: those that answer, and a spare that may turn out to be faster. */
export class VisionSide {
  readonly #assets: URL;
  readonly #options: EngineOptions;
  readonly #closing = new AbortController();
  #pool: VisionPool;
  readonly #infos = new WeakMap<WorkerClient<RemoteVision>, VisionInfo>();
  #backend: BackendInfo;
  #trial: Promise<void> | undefined;
  #extractions = 0;

  constructor(assets: URL, options: EngineOptions) {
    this.#assets = assets;
    this.#options = options;
    const requested = options.backend ?? 'auto';
    const first: Backend = requested === 'webgpu' ? 'webgpu' : 'wasm';
    this.#backend = {
      requested,
      active: first,
      reason: requested === 'auto' ? 'wasm answers first' : `asked for ${requested}`,
      adapter: null,
      trial: null,
    };
    this.#pool = this.#newPool(first, 'tfjs', options.onProgress);
  }

  get info(): VisionInfo {
    const info = this.#infos.get(this.#pool.first);
    if (info === undefined) throw new FaceError(213, 'the vision worker has not started');
    return info;
  }

  /** Aborted by `close`. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  get backend(): BackendInfo {
    return this.#backend;
  }

  start(signal: AbortSignal): Promise<void> {
    return this.#pool.first.start(signal);
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

  /** Where the largest face is, or where all are, the largest visible first. */
  find(image: Promise<PortableImage>, wanted: Wanted, signal: AbortSignal): Promise<FoundFaces> {
    return this.#send(image, signal, (api, callId, picture) => api.find(callId, picture, wanted));
  }

  /** Tries WebGPU in the background, once, when the engine chooses for itself. Call it after the first verdict. */
  considerWebgpu(): void {
    if (this.#backend.requested !== 'auto') return;
    if (this.info.integers) this.#say('the model computes in integers: on wasm');
    else this.#trial ??= this.#runTrial();
  }

  close(): void {
    this.#closing.abort(new FaceError(213, 'the engine was closed'));
    this.#pool.close();
  }

  async #send<T>(image: Promise<PortableImage>, signal: AbortSignal, run: PictureCall<T>): Promise<T> {
    const picture = await image; // first: another worker may take over meanwhile
    return sendPicture(this.#pool.pick(), picture, signal, run);
  }

  /** An embedder of integers moves to onnxruntime once somebody makes much use of it. */
  async #counted<T>(extraction: Promise<T>): Promise<T> {
    const extracted = await extraction;
    this.#extractions += 1;
    const { integers, runtime } = this.info;
    if (this.#extractions === EXTRACTIONS_BEFORE_ONNXRUNTIME && integers && runtime === 'tfjs') {
      void this.#moveToOrt();
    }
    return extracted;
  }

  async #runTrial(): Promise<void> {
    const signal = this.#trialSignal();
    const spare = () => this.#client('webgpu', 'onnxruntime');
    try {
      const wasm = this.#pool;
      const report = await tryWebgpu(wasm.first, spare, this.#options.trySoftwareAdapter ?? false, signal);
      const { adapter, trial, outcome, winner } = report;
      this.#backend = { ...this.#backend, active: outcome.winner, reason: outcome.reason, adapter, trial };
      if (winner && this.#closing.signal.aborted) winner.close();
      else if (winner) {
        this.#pool = new VisionPool(winner, spare, 1);
        winner.onDeath = (reason) => this.#fallBack(reason.detail);
        wasm.retire();
      }
    } catch (error) {
      this.#say(`the trial of WebGPU broke off: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #moveToOrt(): Promise<void> {
    const wasm = this.#pool;
    const pool = this.#newPool('wasm', 'onnxruntime');
    try {
      await pool.first.start(this.#trialSignal());
      this.#closing.signal.throwIfAborted();
      this.#pool = pool;
      wasm.retire();
    } catch {
      pool.close(); // Offline, say: what answers now goes on.
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
    this.#pool = this.#newPool('wasm', 'tfjs');
    // The same model and calibration; what differs is known once the new worker has started.
    this.#infos.set(this.#pool.first, { ...info, backend: 'wasm' });
    this.#backend = { ...this.#backend, active: 'wasm', reason: `back from WebGPU to wasm: ${why}` };
  }

  /** A GPU is one, whoever asks. */
  #newPool(
    backend: Backend,
    integersOn: ChipRuntime,
    onProgress?: (progress: LoadProgress) => void,
  ): VisionPool {
    const most = backend === 'wasm' ? (this.#options.visionWorkers ?? defaultWorkers(this.#threads)) : 1;
    const client = () => this.#client(backend, integersOn);
    return new VisionPool(this.#client(backend, integersOn, onProgress), client, most);
  }

  get #threads(): number {
    return this.#options.threads ?? defaultThreads();
  }

  #client(
    backend: Backend,
    integersOn: ChipRuntime,
    onProgress?: (progress: LoadProgress) => void,
  ): WorkerClient<RemoteVision> {
    const options: VisionOptions = {
      assets: this.#assets.href,
      backend,
      integersOn,
      threads: this.#threads,
      imageOrigins: (this.#options.imageOrigins ?? []).map(originOf),
      ...(this.#options.model === undefined ? {} : { model: this.#options.model }),
      ...(this.#options.trace ? { trace: true } : {}),
    };
    const client = new WorkerClient<RemoteVision>({
      name: 'vision',
      url: new URL('vision.worker.js', this.#assets),
      concurrency: 1,
      endOnTimeLimit: true,
      idleMs: this.#options.idleMs,
      boot: async (api) => {
        this.#infos.set(client, fromReply(await api.start(options, proxy(onProgress ?? ignore))));
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
    throw new FaceError(213, `imageOrigins: "${address}" is no origin`, cause);
  }
}

function ignore(): void {}

function defaultThreads(): number {
  return globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, navigator.hardwareConcurrency >> 1)) : 1;
}
