import type { AttemptLimit, AuditLimits, Backend, LoadProgress } from '../protocol';

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
   * Releases worker and search memory after this many idle milliseconds, and ends the vision workers that no other page uses. The next call
   * reloads what it needs from the assets. Default: never, because a page without a cache could not reload it offline.
   */
  readonly idleMs?: number;
  /** `ismatch` is true from this confidence on, 0…100. Default 75, the retired service's advice for 1:1. */
  readonly matchConfidence?: number;
  /**
   * `asked` (default): `verify` gives details when asked. `never`: it refuses `detail: true` (−1313), and every confidence is cut to 0.1.
   * Somebody who may call the engine then cannot follow exact scores towards a picture that passes.
   */
  readonly detail?: 'asked' | 'never';
  /**
   * How often a person may be compared within a minute, and for how many seconds after that `verify`, and searches that would find them,
   * reject with 15. The count is kept in the gallery: tabs share it, and a reload does not reset it. Default: no limit.
   */
  readonly attempts?: AttemptLimit;
  /**
   * Whether `newperson` and `addface` refuse persons without `consent` (−1313, `data.kind` "consent"), before the picture is looked at. The
   * v1 wire has no such field, so that requests over it are refused, too. Default false.
   */
  readonly requireConsent?: boolean;
  /**
   * Whether an audit log is kept in the gallery (docs/guide/rights.md): enrolments, deletions, verifications, exports and imports. `days` (365) and
   * `entries` (50,000) say how much. Default false. Changes of a gallery that has a log are noted whatever this says.
   */
  readonly audit?: boolean | AuditLimits;
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
  /** Shows the stages of every picture in the browser's profiler, as the measures `mien:decode`, `mien:detect` and so on (`align`, `embed`, `mesh`). */
  readonly trace?: boolean;
  /** Called as model files arrive. Not called when a shared worker already has them (`keepWarm`). */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Aborts the start. */
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The time limit of this call, ms, including the wait. */
  readonly timeoutMs?: number;
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

export interface DetailOptions extends DetectOptions {
  readonly detail: true;
  /** Whether each face's mesh of 468 points is found, too (`FaceMesh`). The first call that asks loads 1.2 MB. Default false. */
  readonly mesh?: boolean;
}

export interface ShapeOptions extends CallOptions {
  /** 0 (default): all faces; 1: the largest only. */
  readonly mode?: 0 | 1;
}

/** Of calls that may insist on a living person. */
export interface LivenessOptions extends CallOptions {
  /**
   * `require`: takes only captures of sessions that passed (`checkLiveness`), each once and within 60 s, and uses the frame that the engine
   * kept of the session. −1103 `liveness` for any other picture. A session is used up even when the call then fails for another reason.
   */
  readonly liveness?: 'require';
}

export interface VerifyOptions extends LivenessOptions {
  /** Overrides the engine's `matchConfidence` for this call. */
  readonly matchConfidence?: number;
}
