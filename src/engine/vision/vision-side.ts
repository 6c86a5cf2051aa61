import type { BackendInfo, EngineOptions } from '../../api';
import type {
  AssetsList,
  Extraction,
  FoundFaces,
  PassiveVerdict,
  PortableImage,
  VisionInfo,
  Wanted,
  WatchedFrame,
} from '../../protocol';
import { PictureQueue } from '../pictures';
import { Keeping, type Kept } from './kept-faces';
import { failsForSharing, type PictureCall, sendPicture } from './send-picture';
import { VisionWorkers } from './vision-workers';

/** The page's side of the vision workers: pictures go there, and what they show comes back. */
export class VisionSide {
  /** Of all calls that need these workers. */
  readonly queue: PictureQueue;
  readonly #workers: VisionWorkers;

  constructor(assets: URL, options: EngineOptions) {
    this.queue = new PictureQueue(options.maxQueue);
    this.#workers = new VisionWorkers(assets, options);
  }

  get started(): boolean {
    return this.#workers.started;
  }

  get info(): VisionInfo {
    return this.#workers.info;
  }

  get sharesWorker(): boolean {
    return this.#workers.shared;
  }

  get closed(): AbortSignal {
    return this.#workers.closed;
  }

  get backend(): BackendInfo {
    return this.#workers.backend;
  }

  keepTo(assets: AssetsList): void {
    this.#workers.keepTo(assets);
  }

  async start(signal: AbortSignal): Promise<void> {
    const { sharesWorker } = this;
    try {
      await this.#workers.pool.first.start(signal);
    } catch (error) {
      if (!sharesWorker || !failsForSharing(error)) throw error;
      await this.#workers.leaveShared(signal);
      await this.#workers.pool.first.start(signal);
    }
  }

  /** The largest face and its template. */
  async extract(image: Promise<PortableImage>, signal: AbortSignal): Promise<Extraction> {
    const picture = await image; // first: another worker may take over meanwhile
    const extraction = await this.#send(picture, signal, (api, callId) => api.extract(callId, picture));
    this.#workers.count();
    return extraction;
  }

  /** As `extract`; the worker keeps the face for the second network. */
  async extractKept(image: Promise<PortableImage>, signal: AbortSignal): Promise<Kept<Extraction>> {
    const picture = await image;
    const keeping = new Keeping();
    try {
      const found = await this.#send(picture, signal, (api, callId, client) =>
        api.extract(callId, picture, keeping.begin(this.#hasSecond, client, callId)),
      );
      this.#workers.count();
      return { found, kept: keeping.take() };
    } finally {
      keeping.release();
    }
  }

  /** All faces with their templates, the largest visible first; kept as by `extractKept`. */
  async extractAllKept(
    image: Promise<PortableImage>,
    signal: AbortSignal,
  ): Promise<Kept<readonly Extraction[]>> {
    const picture = await image;
    const keeping = new Keeping();
    try {
      const found = await this.#send(picture, signal, (api, callId, client) =>
        api.extractAll(callId, picture, keeping.begin(this.#hasSecond, client, callId)),
      );
      this.#workers.count();
      return { found, kept: keeping.take() };
    } finally {
      keeping.release();
    }
  }

  /** Begins to load the second network, so that it is there when it is asked. Nobody waits for it. */
  prepareSecond(): void {
    if (!this.#hasSecond) return;
    const loaded = this.#workers.pool.first.aside(this.#workers.backgroundSignal(), (api) =>
      api.prepareSecond(),
    );
    loaded.catch(() => undefined); // who asks hears of it
  }

  /** Where the largest face is, or where all are, the largest visible first. */
  async find(image: Promise<PortableImage>, wanted: Wanted, signal: AbortSignal): Promise<FoundFaces> {
    const picture = await image;
    return this.#send(picture, signal, (api, callId) => api.find(callId, picture, wanted));
  }

  /** A camera's frame, for whoever checks liveness. */
  watch(picture: PortableImage, template: boolean, signal: AbortSignal): Promise<WatchedFrame> {
    return this.#send(picture, signal, (api, callId) => api.watch(callId, picture, template));
  }

  /** What this picture says of whether its largest face is a living one. */
  async judge(image: Promise<PortableImage>, signal: AbortSignal): Promise<PassiveVerdict> {
    const picture = await image;
    return this.#send(picture, signal, (api, callId) => api.judge(callId, picture));
  }

  considerWebgpu(): void {
    this.#workers.considerWebgpu();
  }

  close(): void {
    this.#workers.close();
  }

  get #hasSecond(): boolean {
    return this.info.second !== null;
  }

  async #send<T>(picture: PortableImage, signal: AbortSignal, run: PictureCall<T>): Promise<T> {
    const { sharesWorker } = this;
    try {
      return await sendPicture(this.#workers.pool.pick(), picture, signal, run);
    } catch (error) {
      if (!sharesWorker || !failsForSharing(error)) throw error;
      await this.#workers.leaveShared(signal);
      return sendPicture(this.#workers.pool.pick(), picture, signal, run);
    }
  }
}
