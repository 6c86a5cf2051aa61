import { withLocal } from '../merge';
import type { FleetFace, Found } from '../port';
import type { Core } from './core';
import { bare, filled, localView, recall, remember } from './shadow';

/** Persons that are compared at once. */
const BATCH = 200;

/** Finds what was changed in the gallery, and notes it as waiting: a difference of what is there and what the fleet remembers. */
export async function capture(core: Core): Promise<void> {
  await core.lock.run(async () => {
    let more = true;
    while (more) {
      const changes = await core.port.changedSince(core.state.captured, BATCH);
      const { person_ids, gone, generation } = changes;
      const known = await Promise.all(
        person_ids.map(async (person_id) => ({ key: await core.names.key(person_id), person_id })),
      );
      const wanted = [...known, ...gone.map((key) => ({ key, person_id: null }))];
      if (wanted.length > 0) await core.change(wanted, (found) => differenceOf(core, found));
      more = changes.more;
      // Who is refused meanwhile has a later generation, and comes again.
      if (generation !== core.state.captured || wanted.length > 0)
        await core.save({ captured: Math.max(core.state.captured, generation) });
    }
  });
}

function differenceOf(core: Core, found: Found) {
  const { key, person, mark } = found;
  if (person === null && mark !== 0) return undefined;
  const memory = recall(found);
  const before = filled(memory.state, person);
  const after = withLocal<FleetFace | null>(before, person && localView(person), core.nowMs(), core.device);
  if (after === before) return undefined;
  const person_id = person?.person_id ?? memory.person_id;
  const shadow = remember(key, {
    ...memory,
    person_id,
    state: bare(after),
    base: memory.base ?? memory.state,
  });
  return { shadow, mark, person_id };
}
