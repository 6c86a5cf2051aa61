import type { GalleryMethods } from './gallery';
import type { EngineInfo } from './options';
import type { GroupMethods, PersonMethods } from './persons';
import type { Recognition } from './recognition';

/**
 * Face verification on this device: one method per v1 endpoint, resolving to the endpoint's `data`. `createEngine` makes it.
 * Methods reject with FaceError (`code` from the v1 table) or, when aborted, with the signal's reason.
 * Two engines share nothing but the gallery of the same appid and, for their first templates, a worker (`keepWarm`).
 */
export interface FaceEngine
  extends Recognition,
    PersonMethods,
    GroupMethods,
    GalleryMethods,
    AsyncDisposable {
  /** Aborted once the engine is closed: it answers nothing any more. */
  readonly closed: AbortSignal;

  /**
   * The same engine on another appid's gallery: persons and groups are others, workers and models the same.
   * Closing one closes both. Throws FaceError −1301, −1304 or −1313 for an appid that is no id.
   */
  withAppid(appid: string): FaceEngine;

  /** What runs where, and why. Changes when another worker takes over: on WebGPU with `auto`, on onnxruntime after some pictures. */
  info(): EngineInfo;

  /** Ends its workers, which frees all memory, but for one that other engines use. Pending and later calls reject with 213. */
  close(): Promise<void>;

  /** `close`, for `await using`; not every browser has the symbol yet. */
  [Symbol.asyncDispose](): Promise<void>;
}
