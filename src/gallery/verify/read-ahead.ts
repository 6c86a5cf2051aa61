import type { TemplateOrigin } from '../../protocol';
import type { Face } from '../records';
import type { Gallery } from '../store';
import { comparableFaces } from './match-person';

/** More persons than are verified at once. */
const MOST = 16;

/**
 * A person's faces, read and opened while the picture that they are compared with is still being looked at. Used once, and
 * forgotten when anything changes in any tab: a verification sees the gallery as it was after it was asked for, or later.
 */
export class ReadAhead {
  readonly #gallery: Gallery;
  readonly #read = new Map<string, Promise<Face[]>>();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
    gallery.tabs.listen(() => this.forget());
  }

  /** Reads now what `take` will be asked for. Rejects as `comparableFaces` does. */
  async read(person_id: string, origin: TemplateOrigin): Promise<void> {
    const key = keyOf(person_id, origin);
    const reading = comparableFaces(this.#gallery, person_id, origin);
    this.#read.delete(key);
    this.#read.set(key, reading);
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST) this.#read.delete(oldest);
    try {
      await reading;
    } catch (error) {
      if (this.#read.get(key) === reading) this.#read.delete(key);
      throw error;
    }
  }

  /** What was read ahead, or else read now. Rejects as `comparableFaces` does. */
  take(person_id: string, origin: TemplateOrigin): Promise<Face[]> {
    const key = keyOf(person_id, origin);
    const read = this.#read.get(key);
    this.#read.delete(key);
    return read ?? comparableFaces(this.#gallery, person_id, origin);
  }

  forget(): void {
    this.#read.clear();
  }
}

function keyOf(person_id: string, { model, modelHash, alignment }: TemplateOrigin): string {
  return JSON.stringify([person_id, model, modelHash, alignment]);
}
