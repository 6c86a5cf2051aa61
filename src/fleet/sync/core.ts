import type { Application, Applied, Found, GalleryPort } from '../port';
import type { Names, Sealer } from '../seal';
import { Lock } from './lock';
import { type FleetState, stateBytes } from './state';

/** What came that could not be used. */
export interface Troubles {
  /** Records that no key opened, or that no device of this fleet wrote. */
  unopenable: number;
  /** Records of an epoch that was over: their devices write them anew. */
  outdated: number;
}

/** What the parts of a running fleet share. */
export class Core {
  readonly port: GalleryPort;
  readonly names: Names;
  readonly sealer: Sealer;
  /** Whoever reads shadows and writes them again holds it. */
  readonly lock = new Lock();
  readonly troubles: Troubles = { unopenable: 0, outdated: 0 };
  readonly #now: () => number;
  #state: FleetState;

  constructor(port: GalleryPort, state: FleetState, names: Names, sealer: Sealer, now: () => number) {
    this.port = port;
    this.names = names;
    this.sealer = sealer;
    this.#state = state;
    this.#now = now;
  }

  get state(): FleetState {
    return this.#state;
  }

  get device(): string {
    return this.#state.device.id;
  }

  /** The server's time, as far as this device knows it; ms of Unix time. */
  nowMs(): number {
    return this.#now() + this.#state.offsetMs;
  }

  /** Ms by the device's own clock, wrong as it may be. */
  localMs(): number {
    return this.#now();
  }

  async save(changes: Partial<FleetState>): Promise<void> {
    this.#state = { ...this.#state, ...changes };
    await this.port.saveState(stateBytes(this.#state));
  }

  /** For what need not last. */
  note(changes: Partial<FleetState>): void {
    this.#state = { ...this.#state, ...changes };
  }

  /**
   * Reads what is there, and stores what `plan` makes of it; again for those that changed meanwhile. The caller holds the lock. `plan` says
   * undefined for what stays as it is.
   */
  async change(
    wanted: readonly { readonly key: string; readonly person_id: string | null }[],
    plan: (found: Found) => Application | undefined,
  ): Promise<void> {
    let left = wanted;
    while (left.length > 0) {
      const found = await this.port.read(left);
      const batch = found.flatMap((each) => plan(each) ?? []);
      if (batch.length === 0) return;
      const applied = await this.port.apply(batch);
      this.#follow(applied);
      const refused = new Set(applied.refused);
      left = left.filter(({ key }) => refused.has(key));
    }
  }

  /** What the fleet itself did to the gallery need not be looked at again. */
  #follow({ before, after, refused }: Applied): void {
    if (this.#state.captured === before && refused.length === 0) this.note({ captured: after });
  }
}
