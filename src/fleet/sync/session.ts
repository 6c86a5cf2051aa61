import type { NatsConnection } from '@nats-io/nats-core';
import { append } from '../audit';
import { jsonBytes } from '../bytes';
import { connect, delay, type Entry, follow, openReader, Stores } from '../transport';
import type { Core } from './core';
import type { Members } from './members';
import { push } from './push';
import { receive, vanishUnseen } from './receive';
import { finishEpoch } from './rotation';
import type { SessionEvents, SessionOptions } from './session-options';
import { Signal } from './signal';
import type { FleetState } from './state';

/** Persons that are merged in one transaction of the gallery, behind which whoever is matched meanwhile waits. */
const BATCH = 64;
/**
 * Records that each session reads once more: after the death of a leader servers before 2.11 may number the last ones otherwise, and who went on
 * by numbers alone would miss them (nats-io/nats-server 4365, 6194).
 */
const OVERLAP = 64;
const DEVICES_BATCH = 500;
const AUDIT_BATCH = 100;
/** The server has more, and nothing comes for so long: its reader was on a server that died, say. */
const STALL_MS = 3000;
/** Whoever is behind looks that often whether anything comes, ms. */
const LOOK_MS = 1000;

/** One connection to the fleet's servers, from when a server answers until something fails or `signal` ends it. */
export class Session {
  readonly #core: Core;
  readonly #members: Members;
  readonly #options: SessionOptions;
  readonly #events: SessionEvents;
  /** Set when something waits to be sent. */
  readonly changes = new Signal();
  #stores: Stores | null = null;
  /** Whether whoever vanished from the server meanwhile is known. */
  #listed = false;
  /** Whether it waits for the server: neither before it asked, nor with a batch on its way into the gallery. */
  #reading = false;

  constructor(core: Core, members: Members, options: SessionOptions, events: SessionEvents) {
    this.#core = core;
    this.#members = members;
    this.#options = options;
    this.#events = events;
  }

  get stores(): Stores | null {
    return this.#stores;
  }

  /** Rejects with what ended it. */
  async run(signal: AbortSignal): Promise<never> {
    const connection = await connect({ ...this.#options, device: this.#core.device }, signal);
    const ended = new AbortController();
    const end = AbortSignal.any([signal, ended.signal]);
    const tasks: Promise<never>[] = [connection.closed().then((error) => fail(error))];
    try {
      const stores = await Stores.open(this.#core.state.fleet, connection);
      await Promise.race([...tasks, this.#begin(stores, end, tasks)]);
      return await Promise.race(tasks);
    } finally {
      this.#stores = null;
      ended.abort(new Error('the session ended'));
      await close(connection);
      // The next session must not meet what this one still does.
      await Promise.allSettled(tasks);
    }
  }

  /** Learns of epochs and devices, and then begins with the people. */
  async #begin(stores: Stores, signal: AbortSignal, tasks: Promise<never>[]): Promise<void> {
    this.#listed = false;
    this.#reading = false;
    const members = new Signal();
    const following = this.#followMembers(stores, signal, members);
    tasks.push(following);
    await Promise.race([members.wait(signal), following]);
    await this.#contact(stores);
    await this.#members.publish(stores);
    signal.throwIfAborted();
    this.#stores = stores;
    this.#events.online();
    tasks.push(
      this.#followPeople(stores, signal),
      this.#send(stores, signal),
      this.#beat(stores, signal),
      this.#finish(stores, signal),
    );
  }

  /** The bucket of devices. `ready` is set once all of it that there was is known. */
  async #followMembers(stores: Stores, signal: AbortSignal, ready: Signal): Promise<never> {
    const { revision } = await stores.stand('devices');
    const known = this.#core.state.members;
    const from = revision < known ? 0 : known;
    if (revision <= from) ready.set();
    const take = async (batch: readonly Entry[]) => {
      await this.#members.take(stores, batch);
      if (this.#core.state.members >= revision) ready.set();
    };
    await follow(await openReader(stores, 'devices', from), DEVICES_BATCH, take, signal);
    return fail();
  }

  async #followPeople(stores: Stores, signal: AbortSignal): Promise<never> {
    const core = this.#core;
    const { revision, keys, created } = await stores.stand('people');
    // Another bucket, or an older state of this one: numbers of revisions mean nothing any more.
    const lost =
      core.state.created !== '' && (created !== core.state.created || revision < core.state.revision);
    const anew = lost || core.state.purged > core.state.revision || core.state.created === '';
    const seen = anew ? new Set<string>() : null;
    if (anew) await core.save({ revision: 0, created: '' });
    const before = core.state.revision;
    const from = Math.max(0, before - OVERLAP);
    this.#listed = !anew;
    const list = async () => {
      await vanishUnseen(core, seen ?? new Set(), lost);
      await core.save({ created });
      this.#listed = true;
    };
    if (keys === 0) await list();
    if (revision === from) this.#heard();
    const behind = new AbortController();
    let target = revision;
    const take = async (batch: readonly Entry[], rest: number) => {
      this.#reading = false;
      if (!this.#listed) for (const { key } of batch) seen?.add(key);
      const reached = batch.reduce((most, { revision }) => Math.max(most, revision), core.state.revision);
      await this.#receive(stores, batch, lost && !this.#listed, { revision: reached });
      if (!this.#listed && core.state.revision >= target) {
        // A key that was written again in the meantime is no longer where it was, but behind the end.
        ({ revision: target } = await stores.stand('people'));
        if (core.state.revision >= target) await list();
      }
      this.#reading = true;
      this.#events.received(batch.filter((entry) => entry.revision > before).length, rest);
      if (rest === 0 && this.#listed) {
        this.#heard();
        behind.abort();
      }
      this.changes.set();
    };
    const news =
      revision - before > BATCH
        ? this.#followNews(stores, revision, seen, AbortSignal.any([signal, behind.signal]))
        : undefined;
    // It may fail before it is waited for.
    news?.catch(() => undefined);
    try {
      const reader = await openReader(stores, 'people', from);
      this.#reading = true;
      await Promise.all([follow(reader, BATCH, take, signal), news]);
    } finally {
      behind.abort();
      await news?.catch(() => undefined);
    }
    return fail();
  }

  /**
   * What is written while there is much to read is heard at once, a deletion above all. Whoever reads all of it hears it once more, so nothing is
   * noted as read here. Resolves once `signal` ends it.
   */
  async #followNews(
    stores: Stores,
    revision: number,
    seen: Set<string> | null,
    signal: AbortSignal,
  ): Promise<void> {
    const take = async (batch: readonly Entry[]) => {
      for (const { key } of batch) seen?.add(key);
      await this.#receive(stores, batch);
    };
    try {
      await follow(await openReader(stores, 'people', revision), BATCH, take, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #receive(
    stores: Stores,
    batch: readonly Entry[],
    again = false,
    then?: Partial<FleetState>,
  ): Promise<void> {
    await this.#members.ensureEpochs(
      stores,
      batch.map(({ value }) => value),
    );
    const written = batch.filter(({ deleted }) => !deleted);
    await receive(this.#core, written, again, then);
  }

  /** Sends what waits, until the session ends. */
  async #send(stores: Stores, signal: AbortSignal): Promise<never> {
    this.changes.set();
    while (true) {
      await this.changes.wait(signal);
      this.changes.clear();
      await push(this.#core, stores, signal);
      await this.#audit(stores);
      this.#events.sent();
    }
  }

  async #audit(stores: Stores): Promise<void> {
    const { port, device } = this.#core;
    while (true) {
      const entries = await port.auditAfter(this.#core.state.audit.count, AUDIT_BATCH);
      if (entries.length === 0) return;
      for (const entry of entries) {
        const { audit } = this.#members.secrets;
        const link = await append(stores, device, audit, this.#core.state.audit, entry);
        await this.#core.save({ audit: link });
      }
    }
  }

  /** Looks now and then whether all that the server has is here. */
  async #beat(stores: Stores, signal: AbortSignal): Promise<never> {
    let contactMs = this.#core.localMs();
    let told = false;
    let moved = { to: -1, ms: 0 };
    let waitMs = this.#options.heartbeatMs;
    while (true) {
      await delay(waitMs, signal);
      const { revision } = await stores.stand('people');
      const { revision: to } = this.#core.state;
      // How many more there are is not asked: where records are replaced, the server's count may stay above nothing.
      const all = this.#listed && revision <= to;
      const moves = all || !this.#reading || to !== moved.to;
      if (all) this.#heard();
      if (moves) moved = { to, ms: this.#core.localMs() };
      else if (this.#core.localMs() - moved.ms > STALL_MS) throw new Error('the reader has stalled');
      waitMs = all ? this.#options.heartbeatMs : Math.min(LOOK_MS, this.#options.heartbeatMs);
      // What a session began with says how far behind the device was; that it has caught up is said once more.
      const due = this.#core.localMs() - contactMs >= this.#options.contactMs || (all && !told);
      if (!due) continue;
      told ||= all;
      contactMs = this.#core.localMs();
      await this.#contact(stores);
    }
  }

  /** Notes on the server that this device is there, and learns the server's time. */
  async #contact(stores: Stores): Promise<void> {
    const { device, state, sealer } = this.#core;
    const { revision, heardMs, audit } = state;
    const body = jsonBytes({ revision, heardMs: Math.round(heardMs), audit: audit.count });
    const before = this.#core.localMs();
    const value = await sealer.seal({ kind: 'contact', key: device }, 1, body);
    await stores.put('contacts', device, value);
    const entry = await stores.get('contacts', device);
    const middle = (before + this.#core.localMs()) / 2;
    if (entry !== null) await this.#core.save({ offsetMs: Math.round(entry.ms - middle) });
  }

  /** Goes on with sealing anew where an admin's device was interrupted. */
  async #finish(stores: Stores, signal: AbortSignal): Promise<never> {
    while (true) {
      const { state, sealer } = this.#core;
      if (state.device.role === 'admin' && state.swept < sealer.epoch)
        await finishEpoch(this.#core, this.#members, stores, signal);
      await delay(this.#options.heartbeatMs, signal);
    }
  }

  #heard(): void {
    this.#core.note({ heardMs: this.#core.nowMs() });
    this.#events.heard();
  }
}

async function close(connection: NatsConnection): Promise<void> {
  try {
    await connection.close();
  } catch {
    // It was lost already.
  }
}

function fail(error?: unknown): never {
  throw error instanceof Error ? error : new Error('the connection ended');
}
