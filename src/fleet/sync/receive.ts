import { LIMITS, paced } from '../../protocol';
import { merge, NOBODY, type PersonState, type View, viewOf, withLocal, withoutExcess } from '../merge';
import type { Application, FleetFace, Found, LocalPerson } from '../port';
import { headerOf, type PersonBody, Unopenable, unpackPerson } from '../seal';
import type { Entry } from '../transport';
import type { Core } from './core';
import { agrees, bare, filled, localView, type Memory, recall, remember, sameState } from './shadow';
import type { FleetState } from './state';

/** Keys that are compared with the server's at once. */
const KEYS_BATCH = 1_000;
/** Records that are let go in one transaction. */
const BATCH = 64;

interface Arrival {
  readonly entry: Entry;
  /** Null where the record is of no use: what this device knows is sent over it. */
  readonly body: PersonBody | null;
  readonly version: number;
  /** It opens, and is nobody whom this gallery could hold: of a newer release, or of a device that means harm. */
  readonly strange?: boolean;
}

/** Merges records into the gallery, whatever their order, and however often they come. `then` is saved with them. */
export async function receive(
  core: Core,
  entries: readonly Entry[],
  again = false,
  then?: Partial<FleetState>,
): Promise<void> {
  const latest = new Map(entries.map((entry) => [entry.key, entry]));
  const opened = await paced([...latest.values()], (entry) => open(core, entry));
  const arrivals = new Map(opened.map((arrival) => [arrival.entry.key, arrival]));
  const wanted = [...arrivals].map(([key, { body }]) => ({ key, person_id: body?.person_id ?? null }));
  await core.lock.run(() =>
    core.change(
      wanted,
      (found) => {
        const arrival = arrivals.get(found.key);
        return arrival && combine(core, found, arrival, again);
      },
      then,
    ),
  );
}

async function open(core: Core, entry: Entry): Promise<Arrival> {
  try {
    const place = { kind: 'person', key: entry.key } as const;
    const { body, revision } = await core.sealer.open(place, entry.value);
    const person = unpackPerson(body);
    // Only who knows the person's id can have put it under this key.
    if (person.person_id !== null && (await core.names.key(person.person_id)) !== entry.key)
      throw new Unopenable();
    // Its device is one of the fleet's; what it is made to write need not be a person.
    const sent = personOf(person.person_id, viewOf(person.state));
    if (sent === null || core.port.accepts(sent)) return { entry, body: person, version: revision };
    core.troubles.unopenable += 1;
    return { entry, body: null, version: revision, strange: true };
  } catch (error) {
    if (error instanceof Unopenable && error.epoch !== null && error.epoch < core.sealer.epoch) {
      core.troubles.outdated += 1;
    } else {
      core.troubles.unopenable += 1;
    }
    return { entry, body: null, version: versionOf(entry) };
  }
}

function versionOf({ value }: Entry): number {
  try {
    return headerOf(value).revision;
  } catch {
    return 0;
  }
}

function combine(
  core: Core,
  found: Found,
  { entry, body, version, strange }: Arrival,
  again: boolean,
): Application | undefined {
  const memory = recall(found);
  if (memory.revision >= entry.revision && !again) return undefined;
  const at = { revision: entry.revision, version: Math.max(version, memory.version) };
  // To send over it would never end: its device has what it sent.
  if (strange) return passedOver(found, { ...memory, ...at });
  if (body === null) return unread(found, { ...memory, ...at });
  const { person, mark } = found;
  const nowMs = core.nowMs();
  // What was done here and not yet noted; a damaged person says nothing.
  const mine = filled(memory.state, person);
  const local =
    person === null && mark !== 0
      ? mine
      : withLocal<FleetFace | null>(mine, person && localView(person), nowMs, core.device);
  const merged = withoutExcess(
    merge<FleetFace | null>(body.state, local),
    LIMITS.facesPerPerson,
    nowMs,
    core.device,
  );
  const settled = sameState(merged, body.state);
  const person_id = body.person_id ?? memory.person_id ?? person?.person_id ?? null;
  const shadow = remember(found.key, {
    ...at,
    person_id,
    state: bare(merged),
    base: settled ? null : bare(body.state),
  });
  return { shadow, mark, person_id, ...applied(merged, found, person_id) };
}

/** What the gallery must have from now on; nothing where it has it. */
function applied(
  merged: PersonState<FleetFace | null>,
  { person, mark }: Found,
  person_id: string | null,
): { person?: LocalPerson | null } {
  const view = viewOf(merged);
  if (view === null) return mark === 0 ? {} : { person: null };
  if (person_id === null || (person !== null && agrees(view, person))) return {};
  return { person: personOf(person_id, view) };
}

function personOf(person_id: string, view: View<FleetFace | null>): LocalPerson;
function personOf(person_id: string | null, view: View<FleetFace | null> | null): LocalPerson | null;
function personOf(person_id: string | null, view: View<FleetFace | null> | null): LocalPerson | null {
  if (person_id === null || view === null) return null;
  const { person_name, tag, consent, expires, group_ids } = view;
  const faces = [...view.faces.values()].filter((face) => face !== null);
  return { person_id, person_name, tag, consent, expires, group_ids, faces };
}

/** Remembers that the record is there, so that a change of one's own follows on it. */
function passedOver({ key, mark }: Found, memory: Memory): Application {
  return { shadow: remember(key, memory), mark, person_id: memory.person_id };
}

/** A record of no use: what is known here goes over it, if anything is. */
function unread({ key, shadow, mark }: Found, memory: Memory): Application | undefined {
  if (shadow === null) return undefined;
  const { person_id, state, base } = memory;
  return { shadow: remember(key, { ...memory, base: base ?? state }), mark, person_id };
}

/**
 * What to do with records that the server no longer has. Where tombstones have been removed since they were last heard of, they had become
 * tombstones: their persons go, and nothing brings them back. Else the server has lost them, and gets them again.
 */
export async function vanish(core: Core, keys: readonly string[], lost: boolean): Promise<void> {
  const wanted = keys.map((key) => ({ key, person_id: null }));
  await core.lock.run(() =>
    core.change(wanted, (found) => {
      const memory = recall(found);
      const { key, mark } = found;
      if (memory.revision === 0) return undefined;
      const { person_id, state, base } = memory;
      if (!lost && memory.revision <= core.state.purged) {
        const nobody = { person_id: null, state: NOBODY, base: null, revision: 0, version: 0 };
        return { shadow: remember(key, nobody), mark, person_id, ...(mark !== 0 && { person: null }) };
      }
      return { shadow: remember(key, { ...memory, base: base ?? state, revision: 0 }), mark, person_id };
    }),
  );
}

/** The same with whatever was not seen in all that the server has. */
export async function vanishUnseen(core: Core, seen: ReadonlySet<string>, lost: boolean): Promise<void> {
  let after = '';
  while (true) {
    const keys = await core.port.shadows(KEYS_BATCH, after);
    const last = keys[keys.length - 1];
    if (last === undefined) return;
    after = last;
    const gone = keys.filter((key) => !seen.has(key));
    for (let at = 0; at < gone.length; at += BATCH) await vanish(core, gone.slice(at, at + BATCH), lost);
  }
}
