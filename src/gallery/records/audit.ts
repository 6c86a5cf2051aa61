import type { AuditEntry } from '../../protocol';
import type { GalleryKeys } from '../keys';
import type { SealedEntry } from './schema';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An entry as JSON, of which the next one has the hash. Its text must never be made anew: other spaces would be another hash. */
export async function sealEntry(
  keys: GalleryKeys,
  key: AuditEntry['n'],
  line: string,
  generation: number,
): Promise<SealedEntry> {
  const place = { kind: 'audit', key: String(key), generation } as const;
  return { key, generation, data: await keys.seal(place, encoder.encode(line)) };
}

/** Throws Damaged. */
export async function openEntry(keys: GalleryKeys, { key, generation, data }: SealedEntry): Promise<string> {
  return decoder.decode(await keys.open({ kind: 'audit', key: String(key), generation }, data));
}
