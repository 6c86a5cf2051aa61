import type { DBSchema, IDBPDatabase } from 'idb';
import type { Keyring } from '../keys';

/** Bytes that only the gallery's key opens, for this key and generation. */
export interface SealedRecord {
  readonly key: string;
  /** The gallery's generation that wrote it. */
  readonly generation: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Key: the person_id's hash. */
export interface SealedPerson extends SealedRecord {
  /** Hashes of the group ids, sealed against change. */
  readonly groups: readonly string[];
}

/** Key: `<person's key>.<face_id>.<generation>`. Never changed, only replaced by another. */
export interface SealedFace extends SealedRecord {
  readonly face_id: string;
}

/** Comparisons that were made with a person, and whether more are refused. In plain: it says nothing but when. */
export interface Attempts {
  /** The person_id's hash. */
  readonly key: string;
  /** Within the minute before the last one, ms of Unix time. */
  readonly made: readonly number[];
  /** Ms of Unix time; 0 when none is refused. */
  readonly lockedUntil: number;
}

/** An entry of the audit log, under its number. */
export interface SealedEntry extends Omit<SealedRecord, 'key'> {
  readonly key: number;
}

/** What the fleet remembers of one of its records. Key: the record's name in the fleet, a pseudonym. */
export interface SealedShadow extends SealedRecord {
  /** The person_id's hash; absent once nobody is left behind it. */
  readonly person?: string;
  /** The key once more, while something waits to be sent. */
  readonly waits?: string;
}

/** Of the fleet that this gallery is in: its state, what the device logs in with, from when on nothing is matched. */
export interface SealedFleetPart {
  readonly name: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The device's key pairs in the fleet, which no script can read out. */
interface DevicePairs {
  readonly name: 'pairs';
  readonly pairs: readonly CryptoKeyPair[];
}

/** What of the state stands in plain beside the sealed part, so that a damaged one can be made anew. */
export interface SealedState extends SealedRecord {
  /** Upper bound of what the gallery's key has sealed. */
  readonly sealings: number;
}

export interface GallerySchema extends DBSchema {
  /** 'keys', 'state', 'sweep', and a list of segments per origin of templates (stored as manifests). */
  keys: { key: 'keys'; value: Keyring };
  state: { key: 'state'; value: SealedState };
  persons: {
    key: string;
    value: SealedPerson;
    indexes: { 'by-group': string; 'by-generation': number };
  };
  faces: { key: string; value: SealedFace; indexes: { 'by-face': string } };
  /** Since version 6. Key: `<person's key>.<generation>`. Apart from persons, so that their lists stay short to read. */
  pictures: { key: string; value: SealedRecord };
  /** Key: the group_id's hash. */
  groups: { key: string; value: SealedRecord };
  /** Only where verifications are limited (`attempts`). */
  attempts: { key: string; value: Attempts };
  /** The list of an origin's segments. Key: the origin's hash. */
  manifests: { key: string; value: SealedRecord };
  /** Key: `<origin's key>.<bucket>`. */
  segments: { key: string; value: SealedRecord };
  /** Since version 4. Key: the entry's number. */
  audit: { key: number; value: SealedEntry };
  /** Since version 5. */
  shadows: { key: string; value: SealedShadow; indexes: { 'by-person': string; 'by-waits': string } };
  /** Since version 5. */
  fleet: { key: string; value: SealedFleetPart | DevicePairs };
  /**
   * `sweep`: present while face or picture records may lie about that no person lists: an import began, or was cut off. `erase`: present
   * while the gallery is being erased.
   */
  sweeps: { key: 'sweep' | 'erase'; value: { readonly since: number } };
}

export type GalleryDatabase = IDBPDatabase<GallerySchema>;

export const STORES = [
  'keys',
  'state',
  'persons',
  'faces',
  'pictures',
  'groups',
  'attempts',
  'manifests',
  'segments',
  'sweeps',
  'audit',
  'shadows',
  'fleet',
] as const;

export type StoreName = (typeof STORES)[number];
