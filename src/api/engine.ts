import type { GalleryMethods } from './gallery';
import type { EngineInfo } from './info';
import type { GroupMethods, PersonMethods } from './persons';
import type { Recognition } from './recognition';

/**
 * Face verification on this device. `createEngine` makes it. There is one method per v1 endpoint, which resolves to the endpoint's `data`.
 * Methods reject with a FaceError or, when aborted, with the signal's reason. Two engines share nothing but the gallery of the same appid
 * and, for their first templates, a worker (`keepWarm`).
 */
export interface FaceEngine
  extends Recognition,
    PersonMethods,
    GroupMethods,
    GalleryMethods,
    AsyncDisposable {
  /** Aborted once the engine is closed and answers nothing any more. */
  readonly closed: AbortSignal;

  /**
   * The same engine on another appid's gallery: other persons and groups, the same workers and models. Closing one closes both. Throws
   * FaceError −1301, −1304 or −1313 for an appid that is no id.
   */
  withAppid(appid: string): FaceEngine;

  /** Says what runs where, and why. It changes when another worker takes over: on WebGPU with `auto`, on onnxruntime after some pictures. */
  info(): EngineInfo;

  /** Ends the engine's workers and frees their memory, except for a worker that other engines use. Pending and later calls reject with 213. */
  close(): Promise<void>;

  /** The same as `close`, for `await using`. Not every browser has the symbol yet. */
  [Symbol.asyncDispose](): Promise<void>;
}
