import { Pace } from '../../protocol';
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
   * undefined for what stays as it is. `then` is saved with it, in the same transaction.
   */
  async change(
    wanted: readonly { readonly key: string; readonly person_id: string | null }[],
    plan: (found: Found) => Application | undefined,
    then?: Partial<FleetState>,
  ): Promise<void> {
    let left = wanted;
    let done = then === undefined;
    while (left.length > 0) {
      const batch = await planned(await this.port.read(left), plan);
      if (batch.length === 0) break;
      const applied = await this.port.apply(batch, then && stateBytes({ ...this.#state, ...then }));
      this.#follow(applied);
      const refused = new Set(applied.refused);
      left = left.filter(({ key }) => refused.has(key));
      done ||= refused.size === 0;
    }
    if (then === undefined) return;
    if (done) this.note(then);
    else await this.save(then);
  }

  /** What the fleet itself did to the gallery need not be looked at again. */
  #follow({ before, after, refused }: Applied): void {
    if (this.#state.captured === before && refused.length === 0) this.note({ captured: after });
  }
}

/** In spells: merging a batch takes longer than whoever is matched meanwhile should wait. */
async function planned(
  found: readonly Found[],
  plan: (found: Found) => Application | undefined,
): Promise<Application[]> {
  const pace = new Pace();
  const batch: Application[] = [];
  for (const each of found) {
    const application = plan(each);
    if (application !== undefined) batch.push(application);
    await pace.rest();
  }
  return batch;
}
