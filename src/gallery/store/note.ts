import type { State } from '../records';
import type { AuditEvent } from './append';
import type { Gallery } from './gallery';
import { mutate } from './mutate';
import { loadState } from './state';

/** Says in the log what changes nothing, where there is a log or is to be one. Returns the gallery's state of before. */
export async function note(gallery: Gallery, events: readonly AuditEvent[]): Promise<State> {
  const state = await loadState(gallery, await gallery.keys());
  if (gallery.auditLimits() === undefined && state.audit === undefined) return state;
  return mutate(gallery, async (now) => ({
    change: { grown: { persons: 0, faces: 0 }, audit: events, quiet: true },
    result: now.state,
  }));
}
