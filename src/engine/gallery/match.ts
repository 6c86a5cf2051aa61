import { CODES, FaceError, type PersonMatch } from '../../protocol';
import type { GallerySide } from './gallery-side';

/** A verification in the gallery worker: it is told once whom it is about, and reads their faces while the picture is looked at. */
export class Match {
  readonly #gallery: GallerySide;
  readonly #person_id: string;
  readonly #matchConfidence: number;
  readonly #ticket = crypto.randomUUID();
  #taken = false;

  /** `matchConfidence`: from where on the audit log has it as matched. */
  constructor(gallery: GallerySide, person_id: string, matchConfidence: number) {
    this.#matchConfidence = matchConfidence;
    this.#gallery = gallery;
    this.#person_id = person_id;
  }

  /** Rejects when no template could be compared with the person's faces now. */
  prepare(signal: AbortSignal): Promise<null> {
    return this.#gallery.read(signal, (api, appid) =>
      api.prepareMatch(appid, this.#person_id, this.#ticket, this.#matchConfidence),
    );
  }

  /** `askSecond`: the second network's template, or why there is none; called only where the first is not sure. */
  async with(
    template: Float32Array,
    askSecond: () => Promise<Float32Array | string>,
    signal: AbortSignal,
  ): Promise<PersonMatch> {
    const found =
      (await this.#match(template, askSecond, signal)) ?? (await this.#again(template, askSecond, signal));
    this.#taken = true;
    if (found === null)
      throw new FaceError(CODES.INTERNAL, 'the gallery worker ended again and again', {
        kind: 'worker_lost',
      });
    return found;
  }

  /** The worker that gave the ticket is gone. */
  async #again(...asked: Parameters<Match['with']>): Promise<PersonMatch | null> {
    await this.prepare(asked[2]);
    return this.#match(...asked);
  }

  async #match(
    template: Float32Array,
    askSecond: () => Promise<Float32Array | string>,
    signal: AbortSignal,
  ): Promise<PersonMatch | null> {
    const first = await this.#gallery.read<PersonMatch | 'ask' | null>(signal, (api) =>
      api.match(this.#ticket, template),
    );
    if (first !== 'ask') return first;
    const second = await askSecond();
    return this.#gallery.read<PersonMatch | null>(signal, (api) => api.matchSecond(this.#ticket, second));
  }

  /** Forgets the ticket where nothing was compared. */
  end(): void {
    if (!this.#taken) this.#gallery.tell((api) => api.endMatch(this.#ticket));
  }
}
