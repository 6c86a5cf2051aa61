import type { NatsConnection } from '@nats-io/nats-core';
import { type Chain, readAudit } from './audit';
import { base64url, fromBase64url } from './bytes';
import { type Guest, Invitation, newDeviceId, type Welcome } from './join';
import { type Role, secretsBytes } from './keys';
import { found, join } from './membership';
import type { FleetOptions, FleetStatus, FoundOptions, JoinOptions } from './options';
import { Names, Sealer } from './seal';
import {
  Core,
  capture,
  type DeviceReport,
  FleetError,
  type FleetState,
  finishEpoch,
  Members,
  openSecrets,
  parseState,
  purgeTombstones,
  reportDevices,
  revoke,
  Session,
  Signal,
} from './sync';
import { isRefusal, outlasted, pause, type Stores } from './transport';

const HEARTBEAT_MS = 5000;
const CONTACT_MS = 300_000;
const INVITATION_MS = 300_000;
const SAVE_MS = 10_000;

/** A device's part in a fleet: it keeps its gallery and the fleet's in step, whenever a server answers. */
export class Fleet {
  readonly #core: Core;
  readonly #members: Members;
  readonly #options: FleetOptions;
  readonly #session: Session;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;
  #status: FleetStatus;
  #savedMs = 0;

  private constructor(options: FleetOptions, core: Core, members: Members) {
    this.#options = options;
    this.#core = core;
    this.#members = members;
    const { servers, login, retryMs, heartbeatMs = HEARTBEAT_MS, contactMs = CONTACT_MS } = options;
    const { heardMs } = core.state;
    this.#status = {
      state: 'offline',
      received: 0,
      rest: 0,
      heardMs,
      troubles: core.troubles,
      fault: null,
      reason: null,
    };
    this.#session = new Session(
      core,
      members,
      { servers, login, retryMs, heartbeatMs, contactMs },
      {
        online: () => this.#set({ state: 'syncing', fault: null }),
        received: (count, rest) => this.#set({ received: this.#status.received + count, rest }),
        sent: () => undefined,
        heard: () => this.#heard(),
      },
    );
  }

  /** Makes a new fleet on the servers, with this device as its first admin. The gallery's people are its first people. */
  static async found(options: FoundOptions): Promise<Fleet> {
    await found(options);
    return Fleet.open(options);
  }

  /** Joins a fleet whose admin has an invitation open. Throws JoinError. */
  static async join(options: JoinOptions): Promise<{ fleet: Fleet; credentials: string | null }> {
    const credentials = await join(options);
    return { fleet: await Fleet.open(options), credentials };
  }

  /** Of a device that is a member already. Throws FleetError `no_member`. It does nothing before `start`. */
  static async open(options: FleetOptions): Promise<Fleet> {
    const { port, now = Date.now } = options;
    const bytes = await port.loadState();
    if (bytes === null) throw new FleetError('no_member', 'this device is in no fleet');
    const state: FleetState = parseState(bytes);
    const pairs = await port.loadDeviceKeys();
    const secrets = await openSecrets(state.secrets, state.device.id, pairs);
    const names = await Names.of(fromBase64url(secrets.names));
    const core = new Core(port, state, names, new Sealer(state.fleet), now);
    return new Fleet(options, core, await Members.open(core, pairs, secrets));
  }

  get status(): FleetStatus {
    return this.#status;
  }

  /** As its streams are called, 16 characters. */
  get id(): string {
    return this.#core.state.fleet;
  }

  get device(): { readonly id: string; readonly name: string; readonly role: Role } {
    return this.#core.state.device;
  }

  get name(): string {
    return this.#core.state.name;
  }

  /** Whether this device has not had all that the server has for longer than `ms`. */
  isStale(ms: number): boolean {
    return this.#core.nowMs() - this.#core.state.heardMs > ms;
  }

  /** Goes on until `stop`, through any loss of connection. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves once nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the fleet was stopped'));
    await this.#running;
    await this.#core.lock.run(() => this.#core.save({}));
  }

  /** The devices, with their last contact and how far behind they are, and the revoked ones. Throws FleetError `offline`. */
  devices(): Promise<DeviceReport[]> {
    return this.#outlasted((stores) => reportDevices(this.#core, this.#members, stores));
  }

  /**
   * Revokes a device: from the first step on it is told nothing new, and what there is is sealed anew before this resolves. Interrupted, it is finished
   * when an admin's device is next online. That the server lets the device in no more is for whoever issues its credentials.
   */
  async revoke(device: string): Promise<void> {
    await this.#outlasted(async (stores) => {
      await revoke(this.#core, this.#members, stores, device);
      await finishEpoch(this.#core, this.#members, stores, this.#stop.signal);
    });
  }

  /** Opens an invitation for one device. `issue` makes what it logs in with. */
  invite(
    invited: {
      readonly role?: Role;
      readonly place?: string;
      readonly expiresMs?: number;
      readonly issue?: (device: string) => Promise<string>;
    } = {},
  ): Invitation {
    if (this.device.role !== 'admin') throw new FleetError('no_admin', 'only an admin invites devices');
    const { role = 'member', place = 'fleet', expiresMs = INVITATION_MS, issue } = invited;
    const welcome = (guest: Guest) => this.#welcome(guest, role, issue);
    return new Invitation(this.#connection(), this.#members.identity, { place, expiresMs, welcome });
  }

  /** Tombstones older than that are removed from the server; resolves with how many. */
  purgeTombstones(olderMs: number): Promise<number> {
    return this.#outlasted((stores) => purgeTombstones(this.#core, this.#members, stores, olderMs));
  }

  /** All devices' audit entries, each chain verified. Throws FleetError `no_admin`. */
  async audit(): Promise<Chain[]> {
    const chains = await this.#outlasted((stores) => readAudit(stores, this.#members.secrets));
    if (chains === null) throw new FleetError('no_admin', 'this device does not read the audit stream');
    return chains;
  }

  /** The others know the device before it knows them: so it can be revoked, and gets the keys of later epochs, even if it never comes. */
  async #welcome(
    { name: deviceName, identity, publicKey }: Guest,
    role: Role,
    issue?: (device: string) => Promise<string>,
  ): Promise<Welcome> {
    const { fleet, name, revoked, swept } = this.#core.state;
    const { secrets, admins } = this.#members;
    const id = newDeviceId();
    const device = { id, role, joinedMs: Math.round(this.#core.nowMs()) };
    const introduced = { ...device, name: deviceName, identity, publicKey };
    await this.#outlasted((stores) => this.#members.introduce(stores, introduced));
    const given = role === 'admin' ? secrets : { ...secrets, auditSeed: null };
    return {
      fleet,
      name,
      device,
      secrets: base64url(secretsBytes(given)),
      admins,
      revoked,
      swept,
      credentials: issue ? await issue(id) : null,
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const changes = new Signal();
    changes.set();
    const ended = this.#options.port.onChange(() => changes.set());
    const noting = this.#note(changes, signal);
    try {
      await this.#connect(signal);
    } finally {
      ended();
      await noting;
    }
  }

  /** Sessions with the server, one after another. */
  async #connect(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#session.run(signal);
      } catch (error) {
        if (signal.aborted) return;
        const reason = endOf(error);
        if (reason !== null) {
          this.#set({ state: 'ended', fault: error, reason });
          this.#stop.abort(reason);
          return;
        }
        this.#set({ state: 'offline', fault: error });
      }
      await pause(this.#options.retryMs, signal).catch(() => undefined);
    }
  }

  /** Notes what is changed here as soon as it is, with or without a server: so each change has its time. */
  async #note(changes: Signal, signal: AbortSignal): Promise<void> {
    while (true) {
      await changes.wait(signal).catch(() => undefined);
      if (signal.aborted) return;
      changes.clear();
      try {
        await capture(this.#core);
      } catch (fault) {
        this.#set({ fault });
        await pause(this.#options.retryMs, signal).catch(() => undefined);
        changes.set();
      }
      this.#session.changes.set();
    }
  }

  #heard(): void {
    const { heardMs } = this.#core.state;
    this.#set({ state: 'live', heardMs, rest: 0 });
    if (heardMs - this.#savedMs < SAVE_MS) return;
    this.#savedMs = heardMs;
    this.#core.save({}).catch(() => undefined);
  }

  #set(changes: Partial<FleetStatus>): void {
    this.#status = { ...this.#status, ...changes };
    this.#options.onStatus?.(this.#status);
  }

  /** Where the connection is lost meanwhile, `work` is begun anew with the next one, for up to a minute. */
  #outlasted<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    let lost: unknown = new FleetError('offline', 'no server answers');
    return outlasted(async () => {
      const { stores } = this.#session;
      if (stores === null) throw lost;
      try {
        return await work(stores);
      } catch (error) {
        lost = error;
        throw error;
      }
    }, this.#stop.signal);
  }

  #connection(): NatsConnection {
    const { stores } = this.#session;
    if (stores === null) throw new FleetError('offline', 'no server answers');
    return stores.connection;
  }
}

/** What ends a fleet for good; null for what passes. */
function endOf(error: unknown): FleetError | null {
  if (error instanceof FleetError) return error;
  if (isRefusal(error))
    return new FleetError('refused', 'the server does not let this device in', { cause: error });
  return null;
}
