import { FaceError, LIMITS } from '../protocol';
import type { WriteTransaction } from './transaction';

/** Counts one more person in each group, creating what is missing. −1310 group full, −1311 too many groups. */
export async function joinGroups(tx: WriteTransaction, group_ids: readonly string[]): Promise<void> {
  const groups = tx.objectStore('groups');
  let total = await groups.count();
  for (const group_id of group_ids) {
    const group = await groups.get(group_id);
    if (group === undefined) total += 1;
    if (total > LIMITS.groupsPerApp) {
      throw new FaceError(-1311, `there are ${LIMITS.groupsPerApp} groups already`);
    }
    const persons = (group?.persons ?? 0) + 1;
    if (persons > LIMITS.personsPerGroup) {
      throw new FaceError(-1310, `group "${group_id}" has ${LIMITS.personsPerGroup} persons already`);
    }
    await groups.put({ group_id, persons });
  }
}

/** Counts one person less in each group; an empty group ceases to exist. */
export async function leaveGroups(tx: WriteTransaction, group_ids: readonly string[]): Promise<void> {
  const groups = tx.objectStore('groups');
  for (const group_id of group_ids) {
    const persons = ((await groups.get(group_id))?.persons ?? 1) - 1;
    if (persons > 0) await groups.put({ group_id, persons });
    else await groups.delete(group_id);
  }
}
