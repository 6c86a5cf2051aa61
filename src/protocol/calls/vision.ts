import type { QualityReason } from '../errors';
import type {
  Backend,
  DetectedFace,
  Extraction,
  FaceLight,
  FaceMesh,
  FaceQuality,
  PortableImage,
  Pose,
  SecondTemplate,
  StageTimings,
  TemplateOrigin,
} from '../faces';
import type { AskSecond, Calibration, SecondModel } from '../models';

/** What runs the embedder: both give the same numbers, but for what rounding leaves (docs/decisions/019). */
export type ChipRuntime = 'onnxruntime' | 'tfjs';

export interface VisionOptions {
  /** Absolute URL of the folder that holds manifest.json, models/ and runtimes/, with a trailing slash. */
  readonly assets: string;
  readonly backend: Backend;
  /**
   * What an embedder of 8-bit integers runs on where there is one thread of wasm: TensorFlow.js is there sooner, onnxruntime computes
   * it in less time. Elsewhere it is onnxruntime.
   */
  readonly integersOn: ChipRuntime;
  /** Embedder id of the manifest; the manifest's first when absent. */
  readonly model?: string;
  /** When a second embedder is asked, for which faces are kept then. */
  readonly second: AskSecond | 'never';
  /** Threads of the embedder's wasm runtime. Above 1 needs cross-origin isolation. */
  readonly threads: number;
  /** Origins, beside the page's own, that pictures may be fetched from. */
  readonly imageOrigins: readonly string[];
  /** Whether stages are measured for the browser's profiler. */
  readonly trace?: boolean;
}

/** Bytes of model files, counted as they arrive. */
export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** How pixels are read: from a canvas or, where the browser alters what is read of one, from frames of WebCodecs. */
export type PixelReads = 'canvas' | 'frames';

export interface VisionInfo {
  readonly backend: Backend;
  readonly origin: TemplateOrigin;
  readonly dimension: number;
  readonly calibration: Calibration;
  /** Whom `second` asks; null where there is nobody, or nobody is to be asked. */
  readonly second: SecondModel | null;
  /** Whether the embedder computes in integers, which WebGPU does not. */
  readonly integers: boolean;
  /** From this cosine on, two templates come from copies of one photo (−1312). */
  readonly copySimilarity: number;
  readonly runtime: ChipRuntime;
  readonly threads: number;
  readonly pixels: PixelReads;
  /** Milliseconds from the worker's start until both networks could run. */
  readonly loadMs: number;
  readonly versions: { readonly onnxruntime: string; readonly tfjs: string };
}

/** A fixed input sent through the networks: does a backend give right numbers, and how fast? */
export interface SelfTestResult {
  readonly template: Float32Array;
  /** Raw output of the short-range detector, 896 × 17. */
  readonly detection: Float32Array;
  /** Output of the landmark network; null for models that are aligned without. */
  readonly landmarks: Float32Array | null;
  /** With the landmark network, where there is one. */
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

/** Which faces of a picture are looked for, and whether their quality is measured. */
export interface Wanted {
  /**
   * `all` takes seconds, where `largest` takes milliseconds, and longer where it finds nothing soon. `glance`: those that
   * one look at a reduced copy shows, for the frames of a camera.
   */
  readonly faces: 'largest' | 'all' | 'glance';
  readonly quality: boolean;
  /** Whether each face's mesh is wanted. The first that is loads the network, 1.2 MB. */
  readonly mesh: boolean;
}

export interface FoundFace {
  readonly face: DetectedFace;
  readonly pose: Pose;
  /** Null where it was not wanted, and for a face that cannot be aligned. */
  readonly quality: FaceQuality | null;
  /** Null where it was not wanted, and for a face whose box or eyes say nothing about where it is. */
  readonly mesh: FaceMesh | null;
}

/** Where the faces of one picture are. */
export interface FoundFaces {
  /** The largest visible one first; at least one. */
  readonly faces: readonly FoundFace[];
  /** Size of the upright picture, px. */
  readonly image: Extraction['image'];
  /** Milliseconds. */
  readonly timingsMs: Pick<StageTimings, 'decode' | 'detect'>;
}

/** What one frame of a camera shows whoever checks liveness. */
export interface WatchedFrame {
  /** The largest visible one first; at least one. Quality and mesh are measured of that one, and null for the others. */
  readonly faces: readonly FoundFace[];
  /** Size of the frame, px. */
  readonly image: Extraction['image'];
  /** Of the frame's pixels: frames that are equal to the last bit have the same, and others do not. */
  readonly fingerprint: number;
  /** Of the largest face; null without a mesh. */
  readonly light: FaceLight | null;
  /** Of the largest face, unit length; null where it was not wanted, or the face gives none. */
  readonly template: Float32Array | null;
}

/** What one picture says of whether its largest face is a living one. */
export interface PassiveVerdict {
  /** What the networks say for "live", 0…1. The same number means something else with another camera. */
  readonly score: number;
  /** The same as v1's whole number of 0…100: above 87 it counts as living. */
  readonly points: number;
  /** Why neither is to be gone by, so that another picture is wanted; empty where they may be. */
  readonly reasons: readonly QualityReason[];
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
  /** Size of the upright picture, px. */
  readonly image: Extraction['image'];
  /** Milliseconds. `judge`: with measuring the quality and, at the first call, loading the networks. */
  readonly timingsMs: Pick<StageTimings, 'decode' | 'detect'> & { readonly judge: number };
}

/**
 * The vision worker as the page sees it through comlink. What takes a picture answers with the codes of its
 * decoding (−1102, −1300, −1308, −1400) and with −1101 when it shows no face.
 */
export interface RemoteVision {
  /** Loads runtimes and models; once per worker. */
  start(options: VisionOptions, onProgress: (progress: LoadProgress) => void): Promise<VisionInfo>;
  /**
   * The largest face of a picture and its template; −1103 when the face gives none. `keep`: the face is kept for `second` under the
   * call's name, until `release`.
   */
  extract(callId: string, image: PortableImage, keep?: boolean): Promise<Extraction>;
  /**
   * All faces of a picture with their templates, the largest visible first; each entry repeats what they share: the
   * picture's size, the origin, the milliseconds of decoding and detection. A face that gives no template is left
   * out; −1103 when none gives one.
   */
  extractAll(callId: string, image: PortableImage, keep?: boolean): Promise<readonly Extraction[]>;
  /** Loads the second embedder; at once where it is there. 213 where there is none, or it does not come. */
  prepareSecond(): Promise<null>;
  /**
   * Templates of faces that were kept, by the second embedder: `faces` counts the extractions of the call `kept`. Null for a face that
   * gives none, or is kept no longer. 213 as `prepareSecond`.
   */
  second(callId: string, kept: string, faces: readonly number[]): Promise<readonly (SecondTemplate | null)[]>;
  /** Forgets what was kept under that name. */
  release(kept: string): Promise<void>;
  /**
   * The face that `extract` would take, or all that `extractAll` would, without templates. 213 where a mesh is wanted and the assets have
   * none.
   */
  find(callId: string, image: PortableImage, wanted: Wanted): Promise<FoundFaces>;
  /**
   * One look at a frame, as `find` with `glance`, and what a check of liveness wants to know beside it; 213 where the assets have no mesh.
   * `template`: whether that of the largest face is wanted, too.
   */
  watch(callId: string, image: PortableImage, template: boolean): Promise<WatchedFrame>;
  /**
   * Whether the largest face is a living one, by this picture alone; 24 where the networks for that are not installed, −1103 when the face
   * cannot be aligned, 213 when they do not come.
   */
  judge(callId: string, image: PortableImage): Promise<PassiveVerdict>;
  /** Drops a call between two stages. */
  cancel(callId: string): Promise<void>;
  selfTest(runs: number): Promise<SelfTestResult>;
  adapter(): Promise<AdapterInfo | null>;
  recallTrial(adapter: AdapterInfo): Promise<TrialOutcome | null>;
  rememberTrial(adapter: AdapterInfo, outcome: TrialOutcome): Promise<null>;
}
