import { proxy, type Remote } from 'comlink';
import type { EngineOptions } from '../../api';
import {
  CODES,
  FaceError,
  type GalleryInfo,
  type GalleryModel,
  type GalleryPolicy,
  type ImportSummary,
  type PassphraseChange,
  type RemoteGallery,
  type RotationProgress,
} from '../../protocol';
import { startLimit, WorkerClient, withDeadline } from '../../rpc/page';
import { isCloneError } from '../vision';
import { PassphraseWorkers } from './passphrase-workers';
import type { Persistence } from './persistence';

/** A database that has not answered for so long never will. */
const WRITE_LIMIT_MS = 30_000;
/** An import shows up to a million records at once, and a new key seals as many anew. */
const LONG_LIMIT_MS = 600_000;

/** A call for one appid, which every method of the worker wants first; what reads at length can be given up by its `callId`. */
export type GalleryCall<T> = (api: Remote<RemoteGallery>, appid: string, callId: string) => Promise<T>;

/** What the worker must know before it compares anything. */
interface Terms {
  told?: { readonly model: GalleryModel; readonly policy: GalleryPolicy };
}

const NEVER = new AbortController().signal;

/** One appid's gallery in the gallery worker. */
export class GallerySide {
  readonly persistence: Persistence;
  /** Characters of a new passphrase; undefined: as many as the gallery asks for. */
  readonly least: number | undefined;
  readonly #client: WorkerClient<RemoteGallery>;
  readonly #appid: string;
  readonly #derivers: PassphraseWorkers;
  readonly #terms: Terms;
  #info: GalleryInfo | undefined;

  private constructor(
    client: WorkerClient<RemoteGallery>,
    appid: string,
    persistence: Persistence,
    least: number | undefined,
    derivers: PassphraseWorkers,
    terms: Terms,
  ) {
    this.#terms = terms;
    this.#derivers = derivers;
    this.least = least;
    this.#client = client;
    this.#appid = appid;
    this.persistence = persistence;
  }

  /**
   * Spawns the worker with `start`, or at the first call. The passphrase is given to the first worker and then forgotten: one
   * that takes a dead one's place finds the gallery locked.
   */
  static spawn(
    assets: URL,
    appid: string,
    passphrase: string | undefined,
    persistence: Persistence,
    { idleMs, timeoutMs }: Pick<EngineOptions, 'idleMs' | 'timeoutMs'>,
    least: number | undefined,
  ): GallerySide {
    let secret = passphrase;
    const terms: Terms = {};
    const derivers = new PassphraseWorkers(new URL('passphrase.worker.js', assets));
    const client = new WorkerClient<RemoteGallery>({
      name: 'gallery',
      url: new URL('gallery.worker.js', assets),
      // Transactions queue in the database; a call must not wait here for another one's.
      concurrency: 16,
      expendable: false,
      cancel: (api, callId) => api.cancel(callId),
      idleMs,
      startLimitMs: startLimit(timeoutMs),
      // Ended, it would forget the passphrase.
      rest: (api) => api.rest(),
      boot: async (api) => {
        const once = secret;
        secret = undefined;
        // Again: this one may take another one's place.
        if (terms.told) await api.useModel(terms.told.model, terms.told.policy);
        await api.useDeriver(proxy({ derive: derivers.derive, cancel: derivers.cancel }));
        await api.open(appid, once, least);
      },
    });
    return new GallerySide(client, appid, persistence, least, derivers, terms);
  }

  /** Another appid's gallery in the same worker. */
  of(appid: string): GallerySide {
    return new GallerySide(this.#client, appid, this.persistence, this.least, this.#derivers, this.#terms);
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.#client.start(signal);
    await Promise.all([this.refresh(signal), this.persistence.look()]);
  }

  /** Whose templates are compared, and what holds for all calls: told to this worker, and to whichever takes its place. */
  async useModel(
    { origin, dimension, calibration, second }: GalleryModel,
    { attempts, requireConsent, audit, detail }: GalleryPolicy,
    signal: AbortSignal,
  ): Promise<void> {
    const model = { origin, dimension, calibration, second };
    const policy = { attempts, requireConsent, audit, detail };
    this.#terms.told = { model, policy };
    await this.#client.aside(signal, (api) => api.useModel(model, policy));
  }

  /** What was last heard of the gallery; undefined before. */
  get info(): GalleryInfo | undefined {
    return this.#info;
  }

  /** Asks the worker how things are. */
  async refresh(signal?: AbortSignal): Promise<void> {
    this.#info = await withDeadline(signal ? { signal } : {}, WRITE_LIMIT_MS, (limit) =>
      this.#client.aside(limit, (api) => api.info(this.#appid)),
    );
  }

  /** After everything was removed: asking the worker would make a new gallery. */
  forget(): void {
    if (this.#info) this.#info = { ...this.#info, protection: 'device', locked: false, search: null };
  }

  async read<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    try {
      return await this.#client.call(signal, (api, callId) => run(api, this.#appid, callId));
    } catch (error) {
      this.#heed(error);
      if (!isCloneError(error)) throw error;
      throw new FaceError(
        CODES.PARAMETER_INVALID,
        'ids, names and remarks are texts; what was given cannot even be sent',
        { kind: 'text', cause: error },
      );
    }
  }

  /** Says something that needs no answer, if there is a worker to hear it. */
  tell(run: (api: Remote<RemoteGallery>) => Promise<null>): void {
    if (this.#client.ready) this.#client.aside(NEVER, run).catch(() => undefined);
  }

  /**
   * A write that has begun is seen through, whatever becomes of the call's signal, so that a call that rejects
   * has changed nothing. Only 213 leaves the outcome unknown: a database that does not answer at all, an engine
   * closed or a worker that died over the commit.
   */
  async write<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    signal.throwIfAborted();
    return withDeadline({}, WRITE_LIMIT_MS, (limit) => this.read(limit, run));
  }

  /** A write, too, and one that takes longer. */
  finishImport(signal: AbortSignal, id: string): Promise<ImportSummary> {
    return this.#writeAtLength(signal, (api) => api.finishImport(id));
  }

  /** As `finishImport`: it may write every record again. */
  setPassphrase(
    signal: AbortSignal,
    change: PassphraseChange,
    onProgress: (progress: RotationProgress) => void,
  ): Promise<null> {
    return this.#writeAtLength(signal, (api, appid) =>
      api.setPassphrase(appid, change, this.least, proxy(onProgress)),
    );
  }

  /** As `setPassphrase`. */
  renewTemplates(signal: AbortSignal, onProgress: (progress: RotationProgress) => void): Promise<null> {
    return this.#writeAtLength(signal, (api, appid) => api.renewTemplates(appid, proxy(onProgress)));
  }

  close(): void {
    this.#client.close();
    this.#derivers.close();
  }

  #writeAtLength<T>(signal: AbortSignal, run: GalleryCall<T>): Promise<T> {
    signal.throwIfAborted();
    return withDeadline({}, LONG_LIMIT_MS, (limit) => this.read(limit, run));
  }

  /** Another tab may have locked the gallery, or a new worker not have the passphrase. */
  #heed(error: unknown): void {
    if (error instanceof FaceError && error.data?.storage === 'locked' && this.#info !== undefined) {
      this.#info = { ...this.#info, locked: true };
    }
  }
}
