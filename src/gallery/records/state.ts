import { fromJsonBytes, jsonBytes } from '../bytes';
import { Damaged } from '../failure';
import type { GalleryKeys } from '../keys';
import type { SealedState } from './schema';

/** Where the audit log stands. */
export interface AuditHead {
  /** The last entry's number; entries count from 1, and no number comes again. */
  readonly count: number;
  /** The last entry's hash. */
  readonly head: string;
  /** The first entry that is kept. */
  readonly first: number;
  /** Hash of the entry before it; empty when that could not be read. */
  readonly anchor: string;
  /** 32 random bytes in hexadecimal digits, of which pseudonyms are made. New keys of the gallery leave it as it is. */
  readonly secret: string;
}

/** What holds for the gallery as a whole. Every mutation writes it anew. */
export interface State {
  /** Counts the mutations. */
  readonly generation: number;
  readonly persons: number;
  /** Faces that persons list. */
  readonly faces: number;
  /** The last deletions: generation and the person's key. */
  readonly deletions: readonly (readonly [number, string])[];
  /** Deletions up to this generation are no longer listed. */
  readonly floor: number;
  /** Each origin's list of segments, by the origin's key, with its generation: no other list counts. */
  readonly manifests: Readonly<Record<string, number>>;
  /** Upper bound of what the gallery's key has sealed. */
  readonly sealings: number;
  /** The mark of the key record that belongs to it: an older one, put back, does not. */
  readonly ring: string;
  /** Nobody expires before then, ms of Unix time. Absent: nobody does. */
  readonly nextExpiry?: number | undefined;
  /** Absent while there is no log. */
  readonly audit?: AuditHead | undefined;
  /** Name of the basis in which new templates are written; null: in plain, as mien 0.1 wrote them. Each face names its own. */
  readonly basis: string | null;
}

export const EMPTY_STATE: State = {
  generation: 0,
  persons: 0,
  faces: 0,
  deletions: [],
  floor: 0,
  manifests: {},
  sealings: 0,
  ring: '',
  basis: null,
};

/** The most that is sealed with one key and random nonces: NIST SP 800-38D, 8.3, asks for no more. */
export const MAX_SEALINGS = 2 ** 32;

export async function sealState(keys: GalleryKeys, state: State): Promise<SealedState> {
  const { generation, sealings, ...sealed } = state;
  const place = { kind: 'state', key: 'state', generation, beside: [String(sealings)] } as const;
  return { key: 'state', generation, sealings, data: await keys.seal(place, jsonBytes(sealed)) };
}

/** Throws Damaged. */
export async function openState(
  keys: GalleryKeys,
  { generation, sealings, data }: SealedState,
): Promise<State> {
  if (typeof sealings !== 'number') throw new Damaged('state', 'state');
  const place = { kind: 'state', key: 'state', generation, beside: [String(sealings)] } as const;
  const sealed = fromJsonBytes<Omit<State, 'basis'> & Partial<State>>(await keys.open(place, data));
  return { ...sealed, basis: sealed.basis ?? null, generation, sealings };
}
