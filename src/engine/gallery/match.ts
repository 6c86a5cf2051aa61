import { CODES, FaceError, type PersonMatch } from '../../protocol';
import type { GallerySide } from './gallery-side';

/** A verification in the gallery worker: it is told once whom it is about, and reads their faces while the picture is looked at. */
export class Match {
  readonly #gallery: GallerySide;
  readonly #person_id: string;
  readonly #ticket = crypto.randomUUID();
  #taken = false;

  constructor(gallery: GallerySide, person_id: string) {
    this.#gallery = gallery;
    this.#person_id = person_id;
  }

  /** Rejects when no template could be compared with the person's faces now. */
  prepare(signal: AbortSignal): Promise<null> {
    return this.#gallery.read(signal, (api, appid) => api.prepareMatch(appid, this.#person_id, this.#ticket));
  }

  async with(template: Float32Array, signal: AbortSignal): Promise<PersonMatch> {
    const match = () => this.#gallery.read(signal, (api) => api.match(this.#ticket, template));
    let found = await match();
    if (found === null) {
      // The worker that gave the ticket is gone.
      await this.prepare(signal);
      found = await match();
    }
    this.#taken = true;
    if (found === null)
      throw new FaceError(CODES.INTERNAL, 'the gallery worker ended again and again', {
        kind: 'worker_lost',
      });
    return found;
  }

  /** Forgets the ticket where nothing was compared. */
  end(): void {
    if (!this.#taken) this.#gallery.tell((api) => api.endMatch(this.#ticket));
  }
}
