import type { FaceEngine } from '../api';
import {
  CODES,
  FaceError,
  type FleetAudit,
  type FleetConfirmation,
  type FleetDevice,
  type FleetDoor,
  type FleetInviting,
  type FleetMember,
  type FleetSetting,
  type FleetState,
} from '../protocol';
import { type FleetOptions, settingOf } from './options';

/** Before a worker that ended is asked again, ms. */
const AGAIN_MS = 1_000;

const WAITING: FleetState = {
  state: 'waiting',
  received: 0,
  rest: 0,
  heardMs: null,
  unopenable: 0,
  fault: null,
  trouble: null,
};

/**
 * Makes this engine's gallery one of a fleet's: a new one with `found`, or the one whose admin invites; where it is in one already, it goes on. From
 * then on the gallery and the fleet's are kept in step whenever a server answers, until `stop`.
 * FaceError 213 `fleet` with `data.fleet`; −1301 and −1313 (`option`) for options that are none; the signal's reason.
 */
export async function joinFleet(engine: FaceEngine, options: FleetOptions): Promise<Fleet> {
  const setting = settingOf(options);
  const { showCode, confirm, onState = () => undefined, signal } = options;
  const door = engine['mien.fleet'];
  const until = signal ? AbortSignal.any([engine.closed, signal]) : engine.closed;
  const asks = showCode && confirm ? { showCode, confirm } : null;
  const member = await door(until, (api, appid, callId, proxy) =>
    api.fleetJoin(appid, setting, asks && proxy(asks), callId),
  );
  return new Fleet(door, setting, member, onState, engine.closed);
}

/** This device's part in a fleet. Calls reject with FaceError 213 `fleet`, whose `data.fleet` says why. */
export class Fleet implements FleetMember {
  readonly name: string;
  readonly device: FleetMember['device'];
  readonly #door: FleetDoor;
  readonly #closed: AbortSignal;
  readonly #stop = new AbortController();
  readonly #followed: Promise<void>;
  readonly #onState: (state: FleetState) => void;
  #state = WAITING;

  /** @internal Use `joinFleet`. */
  constructor(
    door: FleetDoor,
    setting: FleetSetting,
    { name, device }: FleetMember,
    onState: (state: FleetState) => void,
    closed: AbortSignal,
  ) {
    this.name = name;
    this.device = device;
    this.#door = door;
    this.#closed = closed;
    this.#onState = onState;
    this.#followed = this.#follow(setting, AbortSignal.any([closed, this.#stop.signal]));
  }

  get state(): FleetState {
    return this.#state;
  }

  /** All devices, with their last contact and how far behind they are, and the revoked ones. */
  devices(): Promise<readonly FleetDevice[]> {
    return this.#door(this.#closed, (api, appid) => api.fleetDevices(appid));
  }

  /** Takes a device out: it is told nothing more, and what there is is sealed anew before this resolves. Its login is the server's to end. */
  async revoke(device: string): Promise<void> {
    await this.#door(this.#closed, (api, appid) => api.fleetRevoke(appid, device));
  }

  /** Opens an invitation for one device; one that was open before is over. */
  async invite(inviting: FleetInviting = {}): Promise<void> {
    await this.#door(this.#closed, (api, appid) => api.fleetInvite(appid, inviting));
  }

  /** With the six digits that the new device shows. */
  confirm(code: string): Promise<FleetConfirmation> {
    return this.#door(this.#closed, (api, appid) => api.fleetConfirm(appid, code));
  }

  async disinvite(): Promise<void> {
    await this.#door(this.#closed, (api, appid) => api.fleetDisinvite(appid));
  }

  /** All devices' logs, as far as they came, each followed along its chain. Only for admins. */
  audit(): Promise<readonly FleetAudit[]> {
    return this.#door(this.#closed, (api, appid) => api.fleetAudit(appid));
  }

  /** Keeps the gallery in step no longer, in this page. It stays a member: `joinFleet` goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#followed;
  }

  /** Forgets the fleet on this device; its persons stay. An admin is to revoke the device, too. */
  async leave(): Promise<void> {
    await this.stop();
    await this.#door(this.#closed, (api, appid, callId) => api.fleetLeave(appid, callId));
  }

  async #follow(setting: FleetSetting, until: AbortSignal): Promise<void> {
    const onState = (state: FleetState) => {
      if (!until.aborted) this.#set(state);
    };
    while (!until.aborted) {
      try {
        await this.#door(until, (api, appid, callId, proxy) =>
          api.fleetFollow(appid, setting, proxy(onState), callId),
        );
        return;
      } catch (error) {
        if (until.aborted) return;
        const trouble = error instanceof FaceError ? error.data?.fleet : undefined;
        const fault = error instanceof Error ? error.message : String(error);
        if (trouble !== undefined) return this.#set({ ...this.#state, state: 'ended', fault, trouble });
        // The worker ended, or another tab erased the gallery, or it is locked.
        this.#set({ ...this.#state, state: 'offline', fault });
        if (error instanceof FaceError && error.code === CODES.INTERNAL && error.data?.kind === 'closed')
          return;
        await pause(until);
      }
    }
  }

  #set(state: FleetState): void {
    this.#state = state;
    try {
      this.#onState(state);
    } catch (error) {
      // The host's own fault, which must not end the fleet.
      reportError(error);
    }
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, AGAIN_MS);
    signal.addEventListener('abort', end, { once: true });
  });
}
