import type { IdentifyFields, MembershipFields } from '../../api';
import { type GroupChoice, LIMITS, type MembershipChange } from '../../protocol';

/**
 * An array that can be cloned: frameworks hand over proxies, which cannot. Of one that is too long no more than shows that it
 * is, which the worker refuses.
 */
export function plain(ids: readonly string[]): readonly string[] {
  return Array.isArray(ids) ? ids.slice(0, LIMITS.listedIds + 1) : ids;
}

/** Which groups the gallery is to search. */
export function groupChoice({ group_id, group_ids }: IdentifyFields): GroupChoice {
  return { group_id, group_ids: group_ids && plain(group_ids) };
}

/** What is to become of a person's groups. */
export function changeOf({ person_id, group_ids }: MembershipFields): MembershipChange {
  return { person_id, group_ids: plain(group_ids) };
}
