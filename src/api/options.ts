import type {
  AdapterInfo,
  AttemptLimit,
  Backend,
  ChipRuntime,
  DetectedFace,
  FaceError,
  FaceQuality,
  FoundFaces,
  GalleryInfo,
  ImportMode,
  ImportProgress,
  LoadProgress,
  PassphraseChange,
  PixelReads,
  RotationProgress,
  SecondVerdict,
  StageTimings,
  TemplateOrigin,
} from '../protocol';
import type { ImageInput } from './image-input';

export interface EngineOptions {
  /**
   * The address where the package's `dist/assets` folder is served, such as "/mien/". From another origin, such as a CDN, mien takes only
   * the files that were published with this library. Required, unless a bundler has put the address into the library, as the plugin of
   * `mien/vite` does.
   */
  readonly assets?: string | URL;
  /** The name of the gallery. Each appid has its own, in this browser. 1–64 bytes of letters, digits and -%@#&_. */
  readonly appid: string;
  /**
   * Opens the gallery, or makes a new one that it opens. Without a passphrase, a key in this browser profile opens a new gallery, and a
   * gallery that has a passphrase stays locked until `unlock`. The engine does not keep the passphrase.
   */
  readonly passphrase?: string;
  /**
   * The fewest characters of a passphrase that may lock the gallery or an exported file from now on. A shorter passphrase that is in
   * use still opens. Default 8.
   */
  readonly minPassphraseLength?: number;
  /**
   * Whether mien asks the browser, at the first enrolment, to keep the storage when the disk fills up. Some browsers ask the user.
   * Default true.
   */
  readonly persist?: boolean;
  /** The id of an embedder in the assets' manifest.json. Default: the first one there. */
  readonly model?: string;
  /**
   * Whether mien asks another embedder beside `model`, where the manifest names one for it. `auto` (default): only when the first one
   * is not sure, with a confidence from 50 to 90; this avoids a third of the misses. `always`: for every face. `never`: no second network
   * is loaded, and a face is enrolled with one template. A face with one template is always judged by that one.
   */
  readonly secondOpinion?: 'auto' | 'always' | 'never';
  /** `auto` (default) answers with wasm, and moves to WebGPU once that has given the same numbers faster on this device. */
  readonly backend?: Backend | 'auto';
  /**
   * Threads of the embedder on wasm. Default: one for the first ten templates, because it starts sooner; then, on a cross-origin isolated
   * page, half the cores, at most 4.
   */
  readonly threads?: number;
  /**
   * The most vision workers on wasm. They start when calls pile up, as in bulk enrolment; each takes about 150 MB. Default: cores divided
   * by threads, at most 4; one on a device with less than 4 GB.
   */
  readonly visionWorkers?: number;
  /**
   * The most calls with pictures that run or wait at once, over all appids of the engine. The next one rejects at once with code 15,
   * `data.kind` "busy". Calls without a picture do not count, and do not wait for the others. Default 64.
   */
  readonly maxQueue?: number;
  /**
   * Whether pictures may go to a worker that all pages of the origin share, one picture at a time, until ten templates were made. The
   * worker outlasts the pages for as long as the browser allows (Chromium 148 and later: 30 s), so that after a reload, or on the next page,
   * a verdict needs no start. It keeps the networks and, like every worker until its next picture, what it computed from the last one.
   * Default true.
   */
  readonly keepWarm?: boolean;
  /**
   * Releases worker and search memory after this many idle milliseconds: ends the vision workers that no other page uses. The next call
   * reloads it from the assets. Default: never, because a page without a cache could not reload it offline.
   */
  readonly idleMs?: number;
  /** `ismatch` is true from this confidence on, 0…100. Default 75, the retired service's advice for 1:1. */
  readonly matchConfidence?: number;
  /**
   * `never`: `verify` refuses `detail: true` (−1313), and every confidence is cut to 0.1. Somebody who is handed the engine then cannot
   * follow an exact score to a picture that passes. Default `asked`.
   */
  readonly detail?: 'asked' | 'never';
  /**
   * How often a person may be compared within a minute, and for how many seconds after that `verify`, and searches that would find them,
   * reject with 15. The count is kept in the gallery: tabs share it, and a reload does not reset it. Default: no limit.
   */
  readonly attempts?: AttemptLimit;
  /**
   * `refuse` (default): `newperson` and `addface` reject faces that are too small, blurred, dark, … with −1103 (docs/decisions/009).
   * `accept`: they take every face that gives a template.
   */
  readonly enrolmentQuality?: 'refuse' | 'accept';
  /** The time limit of the start, and of every call that has none of its own, ms. Default 120 000 for the start, 30 000 for a call. */
  readonly timeoutMs?: number;
  /** Origins, beside the page's own, from which pictures may be fetched. Default none. */
  readonly imageOrigins?: readonly string[];
  /** Lets `auto` try a software WebGPU adapter, too. It never wins; this is for tests and diagnosis. */
  readonly trySoftwareAdapter?: boolean;
  /** Shows the stages of every picture in the browser's profiler, as measures `mien:decode`, `detect`, `align`, `embed`. */
  readonly trace?: boolean;
  /** Hears of model files as they arrive. Not called when a worker of another page already has them (`keepWarm`). */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The time limit of this call, ms, including the wait. */
  readonly timeoutMs?: number;
}

/** Of a new person, but for the pictures. */
export interface PersonFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name?: string;
  /** A remark on the person, and on these first faces. */
  readonly tag?: string;
}

/** A person and their first picture, or up to 20 of them: three make a fifth of the misses that one does (docs/measured/accuracy.md). */
export type NewPersonFields = PersonFields &
  (
    | { readonly image: ImageInput; readonly images?: undefined }
    | { readonly images: readonly ImageInput[]; readonly image?: undefined }
  );

export interface AddFaceFields {
  readonly person_id: string;
  readonly images: readonly ImageInput[];
  /** A remark on the added faces. */
  readonly tag?: string;
}

export interface SetInfoFields {
  readonly person_id: string;
  /** When absent, it stays as it is. */
  readonly person_name?: string;
  /** When absent, it stays as it is. */
  readonly tag?: string;
}

export interface MembershipFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  /** Comes back in the answer. */
  readonly session_id?: string;
}

export interface IdentifyFields {
  /** The group to search. It wins over `group_ids`; one of the two is required. */
  readonly group_id?: string;
  /** Groups to search together. Those that do not exist are ignored, unless none exists. */
  readonly group_ids?: readonly string[];
  readonly image: ImageInput;
}

export interface MultiIdentifyFields extends IdentifyFields {
  /** Comes back in the answer. */
  readonly session_id?: string;
}

export interface DetectOptions extends CallOptions {
  /** 0 (default): all faces; 1: the largest only. */
  readonly mode?: 0 | 1;
  /**
   * One look at a reduced copy, about 10 ms, for the frames of a camera. It does not find small, lying or partly hidden faces (−1101) that
   * a thorough search would find. Default false.
   */
  readonly quick?: boolean;
}

export interface VerifyOptions extends CallOptions {
  /** Overrides the engine's `matchConfidence` for this call. */
  readonly matchConfidence?: number;
}

/** The reasons behind `ret_codes`. */
export interface AddFaceDetail {
  /** One entry per picture. */
  readonly faces: readonly {
    /** The quality of its face, null without one. */
    readonly quality: FaceQuality | null;
    /** Why it was refused; null when the face was added. */
    readonly error: FaceError | null;
    /** Of a face that was added with one template only: why the second network made none, in words. Else null. */
    readonly secondMissing: string | null;
  }[];
}

/** What is known of a stored face beside v1's fields. */
export interface FaceInfoDetail {
  /** The model, file and alignment that made its template. An engine compares it only when they are its own (`info().model`). */
  readonly origin: TemplateOrigin;
}

/** Every face in full, in the order of the answer's `face`. */
export type DetectDetail = Pick<FoundFaces, 'faces' | 'timingsMs'>;

/** The details of a verdict. */
export interface VerifyDetail {
  /** Highest cosine similarity to the person's faces, −1…1. */
  readonly similarity: number;
  /** The stored face that gave it. */
  readonly face_id: string;
  /** How many stored faces were compared. */
  readonly compared: number;
  /** Cosine similarity to the mean of the person's templates, −1…1. The confidence comes from it. */
  readonly pooled: number;
  /** Whether the second network was asked, and what it said. Where it was not, the first decided alone. */
  readonly second: SecondVerdict;
  readonly matchConfidence: number;
  readonly face: DetectedFace;
  /** The quality of the verified face. It does not change the verdict; a poor one explains a low confidence. */
  readonly quality: FaceQuality;
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings & { readonly match: number; readonly total: number };
  readonly backend: Backend;
  readonly origin: TemplateOrigin;
}

export interface PassphraseFields extends PassphraseChange {
  /** Hears of records as they are sealed anew. Not called when the key stays. */
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface ExportFields {
  /** The passphrase of the file, not of the gallery. */
  readonly passphrase: string;
  /** Leaves damaged persons out instead of failing. Default false. */
  readonly skipDamaged?: boolean;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Persons in the file so far. */
  readonly persons: number;
  readonly of: number;
  readonly bytes: number;
  /** The person_ids that were left out; null where nothing tells whose record it was. */
  readonly skipped: readonly (string | null)[];
}

export interface ImportFields {
  readonly file: Blob | ReadableStream<Uint8Array>;
  /** The passphrase with which the file was exported. */
  readonly passphrase: string;
  /**
   * `replace`: the gallery becomes what the file holds. `merge`: unknown persons are added; known persons keep their name and remark, and
   * get the faces and groups that they lack.
   */
  readonly mode: ImportMode;
  readonly onProgress?: (progress: ImportProgress & { readonly bytes: number }) => void;
}

/** The speed of a backend on the fixed picture, medians in ms. */
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
    /** How far both backends agree on the fixed picture: cosine of templates and of raw detections. */
    readonly templateCosine: number;
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
  /** How long the vision worker took to load runtimes and models, ms. A shared worker may have done so a while ago. */
  readonly loadMs: number;
  /** Null for a gallery of `withAppid` that has not been used yet. */
  readonly gallery:
    | (GalleryInfo & {
        /** Whether the browser keeps the gallery when the disk fills up. Null until the browser has answered. */
        readonly persisted: boolean | null;
      })
    | null;
  readonly versions: { readonly onnxruntime: string; readonly tfjs: string };
}
