import type { AdapterInfo, Backend, ChipRuntime, GalleryInfo, PixelReads, TemplateOrigin } from '../protocol';

/** The speed of a backend on a fixed picture, as medians in ms. */
export interface SelfTestTimes {
  readonly detectMs: number;
  readonly embedMs: number;
}

export interface BackendInfo {
  readonly requested: Backend | 'auto';
  readonly active: Backend;
  /** Why `active` was chosen, in words. */
  readonly reason: string;
  readonly adapter: AdapterInfo | null;
  /** Present once `auto` has compared both backends on this page. */
  readonly trial: {
    readonly wasm: SelfTestTimes;
    readonly webgpu: SelfTestTimes;
    /** How far both backends agree on the fixed picture: the cosine of their templates. */
    readonly templateCosine: number;
    /** The cosine of their raw detections. */
    readonly detectionCosine: number;
  } | null;
}

export interface EngineInfo {
  readonly appid: string;
  readonly model: TemplateOrigin & { readonly dimension: number };
  readonly backend: BackendInfo;
  /**
   * What runs the embedder: TensorFlow.js on one thread of wasm, otherwise onnxruntime. An embedder of integers moves to onnxruntime after
   * ten templates, and so do others where there are several threads.
   */
  readonly runtime: ChipRuntime;
  readonly threads: number;
  readonly pixels: PixelReads;
  readonly crossOriginIsolated: boolean;
  /** Whether pictures go to a worker that other pages also use (`keepWarm`). */
  readonly sharesWorker: boolean;
  /** How long the vision worker took to load runtimes and models, ms. A shared worker may have loaded them some time ago. */
  readonly loadMs: number;
  /** The state of the gallery. Null for a gallery of `withAppid` that has not been used yet. */
  readonly gallery:
    | (GalleryInfo & {
        /** Whether the browser keeps the gallery when the disk fills up. Null until the browser has answered. */
        readonly persisted: boolean | null;
      })
    | null;
  readonly versions: { readonly onnxruntime: string; readonly tfjs: string };
}
