import {
  type AttemptLimit,
  type Candidate,
  CODES,
  checkId,
  FaceError,
  type GroupChoice,
} from '../../protocol';
import { existingGroups } from '../persons';
import { checkIds } from '../records';
import type { Gallery } from '../store';
import { type Attempted, noteAttempts } from '../verify';
import type { Probe } from './probe';
import type { Searcher } from './searcher';

/** Ids that a message names. */
const MOST_NAMED = 5;

/** Refuses a choice without groups, −1301, or without one that exists, −1306 or −1307. Returns those that do. */
export async function admitSearch(gallery: Gallery, choice: GroupChoice): Promise<string[]> {
  const { ids, code } = checkChoice(choice);
  const groups = await existingGroups(gallery, ids);
  // One that was emptied since ceases to exist, and must not fail a search of others.
  if (groups.length === 0) throw new FaceError(code, `there is no group ${named(ids)}`);
  return groups;
}

/**
 * For each probe the five persons of the groups that look most like it, best first; of equal ones the smaller
 * person_id. A person counts once, by all of their faces together; `faceId` is the one most like the probe. Persons
 * without a comparable face are left out; 15 when one of those found was compared too often; −1103 when all faces of the groups are of other models or alignments.
 */
export async function search(
  gallery: Gallery,
  searcher: Searcher,
  choice: GroupChoice,
  probes: readonly Probe[],
  attempts: AttemptLimit | undefined,
  signal: AbortSignal,
): Promise<Candidate[][]> {
  const found = await searcher.search(await admitSearch(gallery, choice), probes, signal);
  if (attempts) await noteAttempts(gallery, countPersons(found.flat()), attempts, false);
  return found;
}

function countPersons(items: readonly Candidate[]): Attempted[] {
  const times = new Map<string, number>();
  for (const { personId } of items) times.set(personId, (times.get(personId) ?? 0) + 1);
  return [...times].map(([person_id, count]) => ({ person_id, times: count }));
}

/** Of many the first. */
function named(ids: readonly string[]): string {
  const names = ids.slice(0, MOST_NAMED).map((id) => `"${id}"`);
  return names.join(', ') + (ids.length > MOST_NAMED ? `, nor any of ${ids.length - MOST_NAMED} more` : '');
}

interface Wanted {
  readonly ids: readonly string[];
  /** When none of them exists. */
  readonly code: typeof CODES.NO_GROUP | typeof CODES.NO_GROUP_OF_LIST;
}

/** A single group wins over a list, as the retired service's clients send them. */
function checkChoice({ group_id, group_ids }: GroupChoice): Wanted {
  if (group_id === undefined && group_ids !== undefined) {
    return { ids: checkIds('group_ids', group_ids), code: CODES.NO_GROUP_OF_LIST };
  }
  checkId('group_id', group_id);
  return { ids: [group_id], code: CODES.NO_GROUP };
}
