import type { Shadow } from '../../fleet/port';
import { fromJsonBytes, jsonBytes } from '../bytes';
import type { GalleryKeys } from '../keys';
import type { SealedFleetPart, SealedShadow } from './schema';

const LENGTH_BYTES = 4;

/** What the fleet keeps in the gallery beside persons. */
export type FleetPartName = 'state' | 'login' | 'terms';

/** The gallery sees of a shadow whose it is, and whether it waits; the rest is the fleet's. */
export async function sealShadow(
  keys: GalleryKeys,
  { key, person_id, pending, data }: Shadow,
  generation: number,
): Promise<SealedShadow> {
  const person = person_id === null ? undefined : await keys.hash('person', person_id);
  const head = jsonBytes(person_id);
  const plain = new Uint8Array(LENGTH_BYTES + head.length + data.length);
  new DataView(plain.buffer).setUint32(0, head.length, true);
  plain.set(head, LENGTH_BYTES);
  plain.set(data, LENGTH_BYTES + head.length);
  const shown = { key, ...(person !== undefined && { person }), ...(pending && { waits: key }) };
  const place = { kind: 'shadow', key, generation, beside: besideOf(shown) } as const;
  return { ...shown, generation, data: await keys.seal(place, plain) };
}

/** Throws Damaged. */
export async function openShadow(keys: GalleryKeys, record: SealedShadow): Promise<Shadow> {
  const { key, generation, waits } = record;
  const place = { kind: 'shadow', key, generation, beside: besideOf(record) } as const;
  const plain = await keys.open(place, record.data);
  const end = LENGTH_BYTES + new DataView(plain.buffer).getUint32(0, true);
  const person_id = fromJsonBytes<string | null>(plain.subarray(LENGTH_BYTES, end));
  return { key, person_id, pending: waits !== undefined, data: plain.slice(end) };
}

export async function sealFleetPart(
  keys: GalleryKeys,
  name: FleetPartName,
  data: Uint8Array<ArrayBuffer>,
): Promise<SealedFleetPart> {
  return { name, data: await keys.seal(placeOf(name), data) };
}

/** Throws Damaged. */
export function openFleetPart(
  keys: GalleryKeys,
  { name, data }: SealedFleetPart,
): Promise<Uint8Array<ArrayBuffer>> {
  return keys.open(placeOf(name), data);
}

function besideOf({ person, waits }: Pick<SealedShadow, 'person' | 'waits'>): string[] {
  return [person ?? '', waits ?? ''];
}

/** They belong to no generation: a fleet's state is written without any change of the gallery. */
function placeOf(key: string) {
  return { kind: 'fleet', key, generation: 0 } as const;
}
