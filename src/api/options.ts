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
  StageTimings,
  TemplateOrigin,
} from '../protocol';
import type { ImageInput } from './image-input';

export interface EngineOptions {
  /**
   * Where the package's `dist/assets` folder is served: "/mien/". On another origin, a CDN's say, only the files that were published with
   * this library are taken. Required, unless a bundler has put the address into the library, as the plugin of `mien/vite` does.
   */
  readonly assets?: string | URL;
  /** Names the gallery: each appid has one of its own, kept by the browser. 1–64 bytes of letters, digits, -%@#&_. */
  readonly appid: string;
  /**
   * Opens the gallery; a new one is made with it. Without, a key of this browser profile opens a new gallery by itself, and one that
   * has a passphrase stays locked until `unlock`. The engine does not keep it.
   */
  readonly passphrase?: string;
  /**
   * Fewest characters of a passphrase that a gallery or an exported file is to be locked with from now on; what is locked already
   * opens with any. Default 8.
   */
  readonly minPassphraseLength?: number;
  /**
   * Whether to ask the browser, at the first enrolment, to keep the storage when the disk fills up; some ask the user. Default
   * true.
   */
  readonly persist?: boolean;
  /** Embedder id of the assets' manifest.json; its first when absent. */
  readonly model?: string;
  /**
   * Whether another embedder is asked beside `model`, where the manifest names one for it. `auto` (default): only where the first is
   * not sure, that is, says 50 to 90; misses a third fewer. `always`: about every face. `never`: no second network is loaded, and faces are enrolled
   * with one template. A face with one template is judged by that one in any case.
   */
  readonly secondOpinion?: 'auto' | 'always' | 'never';
  /** `auto` (default) answers with wasm and changes to WebGPU once that has proved right and faster here. */
  readonly backend?: Backend | 'auto';
  /**
   * Threads of the embedder on wasm. Default: one for the first ten templates, which is there sooner; then half the cores, at most 4, on
   * a cross-origin isolated page.
   */
  readonly threads?: number;
  /**
   * Most vision workers on wasm, each of some 150 MB: they start when calls pile up, as in bulk enrolment. Default: as many as the
   * threads of each leave cores for, at most 4; one where the device has less than 4 GB.
   */
  readonly visionWorkers?: number;
  /**
   * Most calls with pictures that run or wait at once, over all appids of the engine; one more rejects at once with code 15, `data.kind`
   * "busy". Calls without a picture do not count and do not wait for them. Default 64.
   */
  readonly maxQueue?: number;
  /**
   * Whether pictures may go to a worker that all pages of the origin share, one picture at a time, until ten templates were made; it
   * outlasts the pages for as long as the browser lets it (Chromium 148 and later: 30 s), so that after a reload, or on the next page, a
   * verdict needs no start. It keeps networks and, as any worker does until the next picture, what it computed of the last one. Default true.
   */
  readonly keepWarm?: boolean;
  /**
   * Ends the vision workers that no other page uses when they had nothing to do for so long, ms, and gives back what searches keep in memory; the next call
   * starts and loads them again, from the assets. Default: never, since a page without a cache could not load them offline.
   */
  readonly idleMs?: number;
  /** Confidence from which `ismatch` is true, 0…100. Default 75, the retired service's advice for 1:1. */
  readonly matchConfidence?: number;
  /**
   * `never`: `verify` refuses `detail: true` (−1313), and every confidence is cut to 0.1, so that whoever is handed the engine cannot feel
   * their way to a picture that passes. Default `asked`.
   */
  readonly detail?: 'asked' | 'never';
  /**
   * How often a person may be compared with something within a minute, and for how many seconds `verify` and searches that would find
   * them are refused after that (15). Kept in the gallery: tabs share it, and a reload does not reset it. Default: no limit.
   */
  readonly attempts?: AttemptLimit;
  /**
   * Whether `newperson` and `addface` refuse faces that are too small, blurred, dark … to be recognised well by
   * (−1103, docs/decisions/009), or take every face that gives a template. Default `refuse`.
   */
  readonly enrolmentQuality?: 'refuse' | 'accept';
  /** Time limit of the start and, unless a call has its own, of every call, ms. Default 120 000 for the start, 30 000 for a call. */
  readonly timeoutMs?: number;
  /** Origins, beside the page's own, that pictures given as URL may come from. Default none. */
  readonly imageOrigins?: readonly string[];
  /** Lets `auto` try a software WebGPU adapter too. It never wins; for tests and diagnosis. */
  readonly trySoftwareAdapter?: boolean;
  /** Puts the stages of every picture into the browser's profiler: measures `mien:decode`, `detect`, `align`, `embed`. */
  readonly trace?: boolean;
  /** Model files as they arrive; not called where a worker of another page has them (`keepWarm`). */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Time limit of this call, ms, waiting included. */
  readonly timeoutMs?: number;
}

interface PersonFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name?: string;
  /** Remark on the person, and on these first faces. */
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
  /** Remark on the added faces. */
  readonly tag?: string;
}

export interface SetInfoFields {
  readonly person_id: string;
  /** Absent: stays as it is. */
  readonly person_name?: string;
  /** Absent: stays as it is. */
  readonly tag?: string;
}

export interface MembershipFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  /** Comes back in the answer. */
  readonly session_id?: string;
}

export interface IdentifyFields {
  /** The group to search; wins over `group_ids`. One of the two is required. */
  readonly group_id?: string;
  /** Groups to search together; those that do not exist are ignored unless that is all of them. */
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
   * One look at a reduced copy and no more, some 10 ms: for the frames of a camera. Small, lying and hidden faces are not
   * found (−1101), which a thorough search would find. Default false.
   */
  readonly quick?: boolean;
}

export interface VerifyOptions extends CallOptions {
  /** Overrides the engine's `matchConfidence` for this call. */
  readonly matchConfidence?: number;
}

/** What lies behind `ret_codes`. */
export interface AddFaceDetail {
  /** One entry a picture: what its face is worth, null without one, and why it was refused, null when it was added. */
  readonly faces: readonly { readonly quality: FaceQuality | null; readonly error: FaceError | null }[];
}

/** What is known of a stored face beside v1's fields. */
export interface FaceInfoDetail {
  /** Model, file and alignment that made its template: an engine compares it only when they are its own (`info().model`). */
  readonly origin: TemplateOrigin;
}

/** What lies behind the boxes: every face in full, in the order of the answer's `face`. */
export type DetectDetail = Pick<FoundFaces, 'faces' | 'timingsMs'>;

/** What lies behind a verdict. */
export interface VerifyDetail {
  /** Highest cosine similarity to the person's faces, −1…1. */
  readonly similarity: number;
  /** The stored face that gave it, and how many were compared. */
  readonly face_id: string;
  readonly compared: number;
  /** Cosine similarity to the mean of the person's templates, −1…1, from which the confidence comes. */
  readonly pooled: number;
  readonly matchConfidence: number;
  readonly face: DetectedFace;
  /** Of the verified picture. A verdict is given whatever it is; a poor one explains a low confidence. */
  readonly quality: FaceQuality;
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings & { readonly match: number; readonly total: number };
  readonly backend: Backend;
  readonly origin: TemplateOrigin;
}

export interface PassphraseFields extends PassphraseChange {
  /** Records being sealed anew; not called when the key stays. */
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface ExportFields {
  /** Of the file; the gallery's own is another. */
  readonly passphrase: string;
  /** Leave damaged persons out instead of failing. Default false. */
  readonly skipDamaged?: boolean;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Persons in the file so far, of how many. */
  readonly persons: number;
  readonly of: number;
  readonly bytes: number;
  /** person_ids left out, null where nobody can tell whose records they were. */
  readonly skipped: readonly (string | null)[];
}

export interface ImportFields {
  readonly file: Blob | ReadableStream<Uint8Array>;
  /** With which it was exported. */
  readonly passphrase: string;
  /**
   * `replace`: the gallery becomes what the file holds. `merge`: unknown persons are added; known ones keep name and remark, and
   * get the faces and groups that they do not have.
   */
  readonly mode: ImportMode;
  readonly onProgress?: (progress: ImportProgress & { readonly bytes: number }) => void;
}

/** Speed of a backend on the fixed probe, medians in ms. */
export interface ProbeTimes {
  readonly detectMs: number;
  readonly embedMs: number;
}

export interface BackendInfo {
  readonly requested: Backend | 'auto';
  readonly active: Backend;
  /** Why `active` was chosen, in words. */
  readonly reason: string;
  readonly adapter: AdapterInfo | null;
  /** Present once `auto` has compared the two on this page. */
  readonly trial: {
    readonly wasm: ProbeTimes;
    readonly webgpu: ProbeTimes;
    /** Agreement of the two backends on the fixed probe: cosine of templates and of raw detections. */
    readonly templateCosine: number;
    readonly detectionCosine: number;
  } | null;
}

export interface EngineInfo {
  readonly appid: string;
  readonly model: TemplateOrigin & { readonly dimension: number };
  readonly backend: BackendInfo;
  /**
   * What runs the embedder: TensorFlow.js on one thread of wasm, else onnxruntime, to which an embedder of integers moves after ten
   * templates, and others where there are threads.
   */
  readonly runtime: ChipRuntime;
  readonly threads: number;
  readonly pixels: PixelReads;
  readonly crossOriginIsolated: boolean;
  /** Whether pictures go to a worker that other pages use, too (`keepWarm`). */
  readonly sharesWorker: boolean;
  /** Milliseconds the vision worker took to load runtimes and models; with a shared one that may be a while ago. */
  readonly loadMs: number;
  /** Null for a gallery of `withAppid` that has not been asked for anything yet. */
  readonly gallery:
    | (GalleryInfo & {
        /** Whether the browser keeps it when the disk fills up; null until it has said so. */
        readonly persisted: boolean | null;
      })
    | null;
  readonly versions: { readonly onnxruntime: string; readonly tfjs: string };
}
