import { bounded, type PersonState } from '../merge';
import type { FleetFace, Found } from '../port';
import { packPerson } from '../seal';
import { delay, type Stores } from '../transport';
import type { Core } from './core';
import { receive, vanish } from './receive';
import { filled, type Memory, recall, remember, sameState, whole } from './shadow';

/** Records that are under way at once. */
const BATCH = 200;
/** A reader may be behind the server that refused. */
const BEHIND_MS = 50;

interface Parcel {
  readonly key: string;
  readonly memory: Memory;
  readonly state: PersonState<FleetFace>;
}

/** Sends what waits, each record with the revision that it follows on; who was overtaken merges and tries again. */
export async function push(core: Core, stores: Stores, signal: AbortSignal): Promise<number> {
  let sent = 0;
  let after = '';
  while (true) {
    signal.throwIfAborted();
    const keys = await core.port.pending(BATCH, after);
    const last = keys[keys.length - 1];
    if (last === undefined) return sent;
    after = last;
    const parcels = await core.lock.run(() => prepare(core, keys));
    const revisions = await Promise.all(parcels.map((parcel) => send(core, stores, parcel)));
    const done = new Map<string, { parcel: Parcel; revision: number }>();
    const overtaken: Parcel[] = [];
    parcels.forEach((parcel, i) => {
      const revision = revisions[i] ?? null;
      if (revision === null) overtaken.push(parcel);
      else done.set(parcel.key, { parcel, revision });
    });
    sent += done.size;
    await core.lock.run(() =>
      core.change(
        [...done.keys()].map((key) => ({ key, person_id: null })),
        (found) => settled(found, done.get(found.key)),
      ),
    );
    if (overtaken.length > 0) {
      await catchUp(core, stores, overtaken, signal);
      after = '';
    }
  }
}

/** Bounds the stamps of what waits, and takes it as it now is. */
async function prepare(core: Core, keys: readonly string[]): Promise<Parcel[]> {
  const parcels = new Map<string, Parcel>();
  await core.change(
    keys.map((key) => ({ key, person_id: null })),
    (found) => {
      const memory = recall(found);
      const { base, state } = memory;
      if (base === null) return undefined;
      const next = bounded(state, base, core.nowMs(), core.device);
      const full = whole(filled(next, found.person));
      // A face that has just been removed: the difference is noted soon.
      if (full === null) return undefined;
      const kept = { ...memory, state: next };
      parcels.set(found.key, { key: found.key, memory: kept, state: full });
      if (next === state) return undefined;
      return { shadow: remember(found.key, kept), mark: found.mark, person_id: memory.person_id };
    },
  );
  return [...parcels.values()];
}

async function send(core: Core, stores: Stores, { key, memory, state }: Parcel): Promise<number | null> {
  const body = packPerson({ person_id: memory.person_id, state });
  const sealed = await core.sealer.seal({ kind: 'person', key }, memory.version + 1, body);
  return stores.update('people', key, sealed, memory.revision);
}

function settled(found: Found, done: { parcel: Parcel; revision: number } | undefined) {
  const memory = recall(found);
  if (done === undefined || memory.revision >= done.revision) return undefined;
  const { parcel, revision } = done;
  const version = parcel.memory.version + 1;
  const base = sameState(memory.state, parcel.memory.state) ? null : parcel.memory.state;
  const shadow = remember(found.key, { ...memory, revision, version, base });
  return { shadow, mark: found.mark, person_id: memory.person_id };
}

async function catchUp(
  core: Core,
  stores: Stores,
  parcels: readonly Parcel[],
  signal: AbortSignal,
): Promise<void> {
  const entries = await Promise.all(parcels.map(({ key }) => stores.get('people', key)));
  const gone = parcels.filter((_, i) => entries[i] === null);
  const isNewer = (parcel: Parcel, i: number) => (entries[i]?.revision ?? 0) > parcel.memory.revision;
  if (parcels.filter(isNewer).length + gone.length < parcels.length) await delay(BEHIND_MS, signal);
  // Also what is older than what was sent: when a leader dies, servers before 2.11 may number records otherwise (nats-io/nats-server 6194).
  await receive(
    core,
    entries.flatMap((entry) => entry ?? []),
    true,
  );
  await vanish(
    core,
    gone.map(({ key }) => key),
    false,
  );
}
