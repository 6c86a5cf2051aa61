import { FaceError } from '../../protocol';
import { Export } from './export';
import type { Import } from './import';

/** Exports and imports that are under way, by the name that the page knows them by. */
export class Transfers {
  readonly #exports = new Map<string, Export>();
  readonly #imports = new Map<string, Import>();

  add(transfer: Export | Import): string {
    const id = crypto.randomUUID();
    if (transfer instanceof Export) this.#exports.set(id, transfer);
    else this.#imports.set(id, transfer);
    return id;
  }

  export(id: string): Export {
    return required(this.#exports.get(id));
  }

  import(id: string): Import {
    return required(this.#imports.get(id));
  }

  async end(id: string): Promise<void> {
    this.#exports.delete(id);
    const running = this.#imports.get(id);
    this.#imports.delete(id);
    await running?.end();
  }
}

function required<T>(transfer: T | undefined): T {
  if (transfer === undefined) throw new FaceError(213, 'this export or import is over');
  return transfer;
}
