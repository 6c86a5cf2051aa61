import { CODES, FaceError } from '../../protocol';
import { Export } from './export';
import { Import } from './import';

interface Running {
  readonly begun: Promise<Export | Import>;
  readonly ending: AbortController;
}

/** Exports and imports that are under way, or about to be, by the name that the page gave them. */
export class Transfers {
  readonly #running = new Map<string, Running>();

  /** `begin` gets a signal that `end` aborts, also while it is still beginning. */
  async begin<T extends Export | Import>(id: string, begin: (ended: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running.has(id))
      throw new FaceError(CODES.INTERNAL, 'an export or import of this name is running', {
        kind: 'unexpected',
      });
    const ending = new AbortController();
    const begun = begin(ending.signal);
    this.#running.set(id, { begun, ending });
    try {
      return await begun;
    } catch (error) {
      this.#running.delete(id);
      throw error;
    }
  }

  async export(id: string): Promise<Export> {
    const transfer = await this.#running.get(id)?.begun;
    if (transfer instanceof Export) return transfer;
    throw over();
  }

  async import(id: string): Promise<Import> {
    const transfer = await this.#running.get(id)?.begun;
    if (transfer instanceof Import) return transfer;
    throw over();
  }

  async end(id: string): Promise<void> {
    const running = this.#running.get(id);
    this.#running.delete(id);
    if (running === undefined) return;
    running.ending.abort(over());
    const transfer = await running.begun.catch(() => undefined);
    if (transfer instanceof Import) await transfer.end();
  }
}

function over(): FaceError {
  return new FaceError(CODES.INTERNAL, 'this export or import is over', { kind: 'worker_lost' });
}

export { Export } from './export';
export { Import } from './import';
export { setPassphrase } from './passphrase';
export { renewTemplates } from './rewrite';
export { sweep } from './sweep';
