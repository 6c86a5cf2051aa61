import type { CallOptions, EngineOptions, ImageInput, LivenessCapture, LivenessOptions } from '../../api';
import { cutToTenths, type PortableImage } from '../../protocol';
import { Deadline, withDeadline } from '../../rpc/page';
import type { GalleryCall, GallerySide } from '../gallery';
import { takeNow } from '../pictures';
import type { VisionSide } from '../vision';
import { LivenessSessions } from './sessions';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Several people's patience; frames that never come end a session, ms. */
const SESSION_LIMIT_MS = 180_000;

/** What a call does with its pictures, once they are taken. */
type PictureWork<T> = (taken: readonly Promise<PortableImage>[], signal: AbortSignal) => Promise<T>;

/** What an engine's methods are made with: the page's sides of its two workers, and how a call runs. */
export class Context {
  readonly options: Omit<EngineOptions, 'passphrase'>;
  readonly vision: VisionSide;
  readonly gallery: GallerySide;
  readonly sessions: LivenessSessions;
  readonly #timeoutMs: number;

  constructor(
    options: Omit<EngineOptions, 'passphrase'>,
    vision: VisionSide,
    gallery: GallerySide,
    sessions = new LivenessSessions(),
  ) {
    this.sessions = sessions;
    this.options = options;
    this.vision = vision;
    this.gallery = gallery;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** What is shown of a confidence, 0…100. */
  readonly shown = (confidence: number): number =>
    this.options.detail === 'never' ? cutToTenths(confidence) : confidence;

  /** Runs a call under its time limit and signal. */
  call<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withDeadline(options, this.#timeoutMs, work);
  }

  read<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.call(options, (signal) => this.gallery.read(signal, run));
  }

  write<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.call(options, (signal) => this.gallery.write(signal, run));
  }

  /** For what has no time limit but the one that is asked for. */
  patiently<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withDeadline(options, Number.MAX_SAFE_INTEGER, work);
  }

  /**
   * A call with pictures: takes them in the caller’s own task, unless too many calls wait already. Where liveness is required, the first `living`
   * of them must be captures.
   */
  async withPictures<T>(
    images: readonly (ImageInput | LivenessCapture)[],
    options: LivenessOptions,
    work: PictureWork<T>,
    living = images.length,
  ): Promise<T> {
    const leave = this.vision.queue.enter();
    let deadline: Deadline | undefined;
    try {
      // Whatever is written there: a requirement must not be off because it was misspelt.
      const taken = images.map((image, i) =>
        options.liveness && i < living ? this.sessions.take(image) : takeNow(image as ImageInput),
      );
      deadline = new Deadline(options, this.#timeoutMs);
      return await work(taken, deadline.signal);
    } finally {
      deadline?.end();
      leave();
    }
  }

  /** A session before the camera: counts as one call with a picture. */
  async session<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const leave = this.vision.queue.enter();
    try {
      return await withDeadline(options, SESSION_LIMIT_MS, work);
    } finally {
      leave();
    }
  }
}
