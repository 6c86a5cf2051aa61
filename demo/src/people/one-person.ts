import { signal } from '@preact/signals';
import type { DuplicatePair, FaceEngine } from '../../../src';
import type { Person } from './people';

/** Pairs of whom the visitor said that they are two people. Nothing that is stored has a place for it: it ends with the page. */
const apart = signal<ReadonlySet<string>>(new Set());

export function keepApart(pair: DuplicatePair): void {
  apart.value = new Set([...apart.value, nameOf(pair)]);
}

export function areApart(pair: DuplicatePair): boolean {
  return apart.value.has(nameOf(pair));
}

/**
 * Makes one person of two. Faces cannot be handed over, since their photos were not kept: `gone` is deleted with them. Groups go over, and the
 * picture where the other has none.
 */
export async function makeOne(engine: FaceEngine, stays: Person, gone: Person, name: string): Promise<void> {
  const group_ids = gone.groups.filter((group) => !stays.groups.includes(group));
  if (group_ids.length > 0) await engine.addgroupids({ person_id: stays.id, group_ids });
  if (name !== stays.name) await engine.setinfo({ person_id: stays.id, person_name: name });
  const [own, other] = await Promise.all([stays, gone].map(({ id }) => pictureOf(engine, id)));
  if (own === null && other) await engine.setPersonPicture(stays.id, other);
  await engine.delperson(gone.id);
}

/** A damaged one is none to hand over, and keeps nobody from being deleted. */
function pictureOf(engine: FaceEngine, id: string): Promise<Blob | null> {
  return engine.getPersonPicture(id).catch(() => null);
}

/** The same whichever of the two comes first. */
function nameOf({ persons }: DuplicatePair): string {
  return persons
    .map(({ person_id }) => person_id)
    .sort()
    .join(' ');
}
