import type { Extraction, TemplateOrigin } from './face';
import type { PortableImage } from './image';
import type { Calibration } from './manifest';
import type { Reply } from './reply';

/** Where a network runs. */
export type Backend = 'wasm' | 'webgpu';

export interface VisionOptions {
  /** Absolute URL of the folder that holds manifest.json, models/ and runtimes/, with a trailing slash. */
  readonly assets: string;
  readonly backend: Backend;
  /** Embedder id of the manifest; the manifest's first when absent. */
  readonly model?: string;
  /** Threads of the embedder's wasm runtime. Above 1 needs cross-origin isolation. */
  readonly threads: number;
  /** Origins, beside the page's own, that pictures may be fetched from. */
  readonly imageOrigins: readonly string[];
}

/** Bytes of model files, counted as they arrive. */
export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface VisionInfo {
  readonly backend: Backend;
  readonly origin: TemplateOrigin;
  readonly dimension: number;
  readonly calibration: Calibration;
  readonly threads: number;
  /** Milliseconds from the worker's start until both networks could run. */
  readonly loadMs: number;
  readonly versions: { readonly onnxruntime: string; readonly tfjs: string };
}

/** A fixed input sent through both networks: does a backend give right numbers, and how fast? */
export interface ProbeResult {
  readonly template: Float32Array;
  /** Raw output of the short-range detector, 896 × 17. */
  readonly detection: Float32Array;
  readonly embedMs: number;
  readonly detectMs: number;
}

/** A WebGPU adapter, as far as the browser tells. */
export interface AdapterInfo {
  readonly description: string;
  /** A software adapter: correct, slow, never chosen by `auto`. */
  readonly isFallback: boolean;
}

/** The verdict of an earlier trial on this device. */
export interface TrialOutcome {
  readonly winner: Backend;
  readonly reason: string;
}

/** The vision worker as the page sees it through comlink. */
export interface RemoteVision {
  /** Loads runtimes and models; once per worker. */
  start(options: VisionOptions, onProgress: (progress: LoadProgress) => void): Promise<Reply<VisionInfo>>;
  /** The largest face of a picture and its template. */
  extract(callId: string, image: PortableImage): Promise<Reply<Extraction>>;
  /** Drops a call between two stages. */
  cancel(callId: string): Promise<void>;
  probe(runs: number): Promise<Reply<ProbeResult>>;
  adapter(): Promise<Reply<AdapterInfo | null>>;
  recallTrial(adapter: AdapterInfo): Promise<Reply<TrialOutcome | null>>;
  rememberTrial(adapter: AdapterInfo, outcome: TrialOutcome): Promise<Reply<null>>;
}
