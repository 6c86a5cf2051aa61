import { fromJsonBytes, jsonBytes } from '../bytes';
import type { GalleryKeys } from '../keys';
import type { SealedRecord } from './schema';

/** A group exists as long as a person is in it: no endpoint creates or deletes one. */
export interface Group {
  readonly group_id: string;
  readonly persons: number;
}

export async function sealGroup(keys: GalleryKeys, group: Group, generation: number): Promise<SealedRecord> {
  const key = await keys.hash('group', group.group_id);
  return { key, generation, data: await keys.seal({ kind: 'group', key, generation }, jsonBytes(group)) };
}

/** Throws Damaged. */
export async function openGroup(keys: GalleryKeys, { key, generation, data }: SealedRecord): Promise<Group> {
  return fromJsonBytes(await keys.open({ kind: 'group', key, generation }, data));
}
