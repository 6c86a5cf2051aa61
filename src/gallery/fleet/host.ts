import { Fleet, type FleetStatus, type Invitation, type JoinOptions } from '../../fleet';
import type {
  FleetAudit,
  FleetConfirmation,
  FleetDevice,
  FleetInviting,
  FleetLogin,
  FleetMember,
  FleetQuestions,
  FleetSetting,
  FleetState,
} from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';
import { alone, type Gallery, loadFleetPart, saveFleetPart } from '../store';
import { asFleet, fleetError } from './failure';
import { galleryPort } from './gallery-port';

/** Somebody has to type six digits, ms. */
const JOIN_MS = 300_000;
/** Least time between two notes of when the device last heard, ms. */
const NOTED_MS = 10_000;

const decoder = new TextDecoder();

/** One gallery's part in a fleet. One tab runs it at a time: the others wait for that one's end. */
export class FleetHost {
  readonly #gallery: Gallery;
  readonly #port: ReturnType<typeof galleryPort>;
  #fleet: Fleet | null = null;
  #invitation: Invitation | null = null;
  #stop: (() => void) | null = null;

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
    this.#port = galleryPort(gallery);
  }

  async member(): Promise<FleetMember | null> {
    if ((await this.#port.loadState()) === null) return null;
    return asFleet(async () => memberOf(await Fleet.open({ port: this.#port, servers: [] })));
  }

  /** Makes the device a member, where it is none. */
  async join(setting: FleetSetting, asks: FleetQuestions | null, signal: AbortSignal): Promise<FleetMember> {
    return (
      (await this.member()) ??
      this.#exclusively(signal, async () => {
        const known = await this.member();
        if (known !== null) return known; // through another tab, meanwhile
        const login = await asFleet(() =>
          setting.found ? this.#found(setting, signal) : this.#ask(setting, asks, signal),
        );
        if (login !== undefined) await saveFleetPart(this.#gallery, 'login', jsonBytes(login));
        const member = await this.member();
        if (member === null) throw fleetError('no_member', 'the gallery was erased meanwhile');
        return member;
      })
    );
  }

  /** Until it is cancelled, or has ended for good. */
  async follow(
    setting: FleetSetting,
    onState: (state: FleetState) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const until = AbortSignal.any([signal, this.#gallery.ended]);
    onState(stateOf(null));
    await this.#gallery.freshness.set(setting.maxStaleMs);
    try {
      await this.#exclusively(until, () => this.#run(setting, onState, until));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    // Erased, or closed by the browser: whoever asked may ask again.
    if (!signal.aborted) this.#gallery.ended.throwIfAborted();
  }

  async devices(): Promise<FleetDevice[]> {
    const reports = await asFleet(() => this.#running().devices());
    return reports.map(({ audit: _, ...device }) => device);
  }

  revoke(device: string): Promise<void> {
    return asFleet(() => this.#running().revoke(device));
  }

  async invite({ role, expiresMs, login }: FleetInviting): Promise<void> {
    this.disinvite();
    await asFleet(async () => {
      this.#invitation = this.#running().invite({
        ...(role && { role }),
        ...(expiresMs !== undefined && { expiresMs }),
        ...(login && { issue: async () => JSON.stringify(login) }),
      });
    });
  }

  async confirm(code: string): Promise<FleetConfirmation> {
    const invitation = this.#invitation;
    if (invitation === null) return { kind: 'over' };
    return asFleet(() => invitation.confirm(code));
  }

  disinvite(): void {
    this.#invitation?.close();
    this.#invitation = null;
  }

  async audit(): Promise<FleetAudit[]> {
    const chains = await asFleet(() => this.#running().audit());
    return chains.map(({ device, entries, brokenAt }) => ({
      device,
      lines: entries.map((entry) => decoder.decode(entry)),
      brokenAt,
    }));
  }

  /** Forgets the fleet; persons stay. */
  async leave(signal: AbortSignal): Promise<void> {
    this.#stop?.();
    const { db, appid } = this.#gallery;
    await this.#exclusively(signal, () =>
      alone(appid, async () => {
        const transaction = db.transaction(['shadows', 'fleet'], 'readwrite', { durability: 'strict' });
        await Promise.all([
          transaction.objectStore('shadows').clear(),
          transaction.objectStore('fleet').clear(),
          transaction.done,
        ]);
      }),
    );
    this.#gallery.tabs.tell({ kind: 'fleet' });
  }

  async #run(setting: FleetSetting, onState: (state: FleetState) => void, until: AbortSignal): Promise<void> {
    const ended = new AbortController();
    let notedMs = 0;
    const note = async ({ state }: FleetStatus) => {
      if (state !== 'live' || setting.maxStaleMs === undefined) return;
      const now = Date.now();
      if (now - notedMs < Math.min(NOTED_MS, setting.maxStaleMs / 4)) return;
      notedMs = now;
      // Where it fails, the next one comes soon.
      await this.#gallery.freshness.set(setting.maxStaleMs, now).catch(() => undefined);
    };
    let told = Promise.resolve();
    const onStatus = (status: FleetStatus) => {
      if (status.state === 'ended') ended.abort();
      // Whoever is told that the device is in step may match at once: the note is there before.
      const noted = note(status);
      told = told.then(() => noted).then(() => onState(stateOf(status)));
    };
    const options = await this.#options(setting);
    const fleet = await asFleet(() => Fleet.open({ ...options, onStatus }));
    this.#fleet = fleet;
    this.#stop = () => ended.abort();
    try {
      fleet.start();
      await aborted(AbortSignal.any([until, ended.signal]));
    } finally {
      this.#fleet = null;
      this.#stop = null;
      this.disinvite();
      // What it would save last it has saved before, but for the time of its last word.
      await fleet.stop().catch(() => undefined);
      await told;
    }
  }

  /** Resolves with what the device logs in with from then on. */
  async #found(setting: FleetSetting, given: AbortSignal): Promise<FleetLogin | undefined> {
    const { found, deviceName, login } = setting;
    if (found === undefined) return undefined;
    const { name, replicas = 1 } = found;
    const signal = AbortSignal.any([given, AbortSignal.timeout(JOIN_MS)]);
    await Fleet.found({ ...(await this.#options(setting)), name, deviceName, replicas, signal });
    return login;
  }

  /** Resolves with what the device logs in with from then on. */
  async #ask(
    setting: FleetSetting,
    asks: FleetQuestions | null,
    signal: AbortSignal,
  ): Promise<FleetLogin | undefined> {
    if (asks === null)
      throw fleetError(
        'no_member',
        'this device is in no fleet: give showCode and confirm to join one, or found',
      );
    const { deviceName, joinLogin } = setting;
    const options: JoinOptions = {
      ...(await this.#options(setting)),
      ...(joinLogin && { joinLogin }),
      deviceName,
      showCode: (code) => void asks.showCode(code),
      confirm: async (check, fleetName) => asks.confirm(check, fleetName),
      signal: AbortSignal.any([signal, AbortSignal.timeout(JOIN_MS)]),
    };
    const { credentials } = await Fleet.join(options);
    return credentials === null ? (joinLogin ?? setting.login) : (JSON.parse(credentials) as FleetLogin);
  }

  async #options({ servers, login, retryMs, heartbeatMs, contactMs }: FleetSetting) {
    const kept = await loadFleetPart(this.#gallery, 'login');
    const used = login ?? (kept && fromJsonBytes<FleetLogin>(kept)) ?? undefined;
    return {
      port: this.#port,
      servers,
      ...(used && { login: used }),
      ...(retryMs !== undefined && { retryMs }),
      ...(heartbeatMs !== undefined && { heartbeatMs }),
      ...(contactMs !== undefined && { contactMs }),
    };
  }

  #running(): Fleet {
    if (this.#fleet !== null) return this.#fleet;
    throw fleetError(
      'elsewhere',
      'the fleet does not run in this tab: it was stopped, or another tab keeps this gallery in step',
    );
  }

  async #exclusively<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return (await navigator.locks.request(`mien-fleet ${this.#gallery.appid}`, { signal }, work)) as T;
  }
}

function memberOf({ name, device }: Fleet): FleetMember {
  return { name, device: { id: device.id, name: device.name, role: device.role } };
}

/** Of none: another tab has it. */
function stateOf(status: FleetStatus | null): FleetState {
  if (status === null)
    return {
      state: 'waiting',
      received: 0,
      rest: 0,
      heardMs: null,
      unopenable: 0,
      fault: null,
      trouble: null,
    };
  const { state, received, rest, heardMs, troubles, fault, reason } = status;
  return {
    state,
    received,
    rest,
    heardMs: heardMs === 0 ? null : heardMs,
    unopenable: troubles.unopenable,
    fault: fault === null ? null : String(fault instanceof Error ? fault.message : fault),
    trouble: reason?.kind ?? null,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
