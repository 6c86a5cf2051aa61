import type { AuditEntry, AuditRecord } from '../../protocol';
import type { GalleryKeys } from '../keys';
import { everybody } from '../persons';
import { isExpired } from '../records';
import { type Gallery, PersonNames } from '../store';

/** The entries with the ids of those who are in the gallery now. Nobody else can be named: a pseudonym cannot be turned back. */
export async function named(
  gallery: Gallery,
  keys: GalleryKeys,
  secret: string | undefined,
  entries: readonly AuditEntry[],
): Promise<AuditRecord[]> {
  const wanted = new Set(entries.flatMap(personsOf));
  const ids = new Map<string, string>();
  if (secret !== undefined && wanted.size > 0) {
    const names = await PersonNames.of(secret);
    for await (const { person } of everybody(gallery, keys)) {
      if (person === undefined || isExpired(person)) continue;
      const name = await names.of(person.person_id);
      if (wanted.has(name)) ids.set(name, person.person_id);
      if (ids.size === wanted.size) break;
    }
  }
  return entries.map(({ found, ...entry }) => ({
    ...entry,
    person_id: (entry.person !== undefined && ids.get(entry.person)) || null,
    ...(found && { found: found.map((each) => ({ ...each, person_id: ids.get(each.person) ?? null })) }),
  }));
}

function personsOf({ person, found = [] }: AuditEntry): string[] {
  return [...(person === undefined ? [] : [person]), ...found.map((each) => each.person)];
}
