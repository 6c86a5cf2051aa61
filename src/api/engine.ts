import type { FleetDoor } from '../protocol';
import type { GalleryMethods } from './gallery';
import type { EngineInfo } from './info';
import type { Liveness } from './liveness';
import type { GroupMethods, PersonMethods } from './persons';
import type { Recognition } from './recognition';
import type { RightsMethods } from './rights';

/**
 * Face verification on this device. `createEngine` makes it. There is one method per v1 endpoint, which resolves to the endpoint's `data`.
 * Methods reject with a FaceError or, when aborted, with the signal's reason. Two engines share nothing but the gallery of the same appid
 * and, for their first templates, a worker (`keepWarm`).
 */
export interface FaceEngine
  extends Recognition,
    Liveness,
    PersonMethods,
    GroupMethods,
    GalleryMethods,
    RightsMethods,
    AsyncDisposable {
  /** Aborts when the engine is closed. From then on every call rejects with 213. */
  readonly closed: AbortSignal;

  /**
   * Returns the same engine on another appid's gallery: other persons and groups, the same workers and models. Closing one closes both. Throws a
   * FaceError for an appid that is not an id: −1301 empty, −1304 too long, −1313 other characters.
   */
  withAppid(appid: string): FaceEngine;

  /** Says what runs where, and why. The answer changes when another worker takes over: one on WebGPU with `auto`, or one on onnxruntime after some pictures. */
  info(): EngineInfo;

  /** Ends the engine's workers and frees their memory, except for a worker that other engines use. Pending and later calls reject with 213. */
  close(): Promise<void>;

  /** @internal For `mien/fleet`. */
  readonly 'mien.fleet': FleetDoor;

  /** Does what `close` does, for `await using`. Not every browser has the symbol yet. */
  [Symbol.asyncDispose](): Promise<void>;
}
