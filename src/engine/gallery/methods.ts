import type { CallOptions } from '../../api';
import { LIMITS } from '../../protocol';
import { withDeadline } from '../../rpc/page';
import type { GalleryCall, GallerySide } from './gallery-side';

const DEFAULT_TIMEOUT_MS = 30_000;

/** What methods that talk to the gallery have in common. */
export abstract class GalleryMethods {
  /** @internal */
  protected readonly gallery: GallerySide;
  readonly #timeoutMs: number;

  /** @internal */
  constructor(gallery: GallerySide, timeoutMs: number | undefined) {
    this.gallery = gallery;
    this.#timeoutMs = timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** Runs a call under its time limit and signal. @internal */
  protected call<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withDeadline(options, this.#timeoutMs, work);
  }

  /** @internal */
  protected read<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.call(options, (signal) => this.gallery.read(signal, run));
  }

  /** @internal */
  protected write<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.call(options, (signal) => this.gallery.write(signal, run));
  }

  /** For what has no time limit but the one that is asked for. @internal */
  protected patiently<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withDeadline(options, Number.MAX_SAFE_INTEGER, work);
  }
}

/**
 * An array that can be cloned: frameworks hand over proxies, which cannot. Of one that is too long no more than shows that it
 * is, which the worker refuses.
 */
export function plain(ids: readonly string[]): readonly string[] {
  return Array.isArray(ids) ? ids.slice(0, LIMITS.listedIds + 1) : ids;
}
