import type { Consent, NewFace } from '../../protocol';

/**
 * A face as devices share it. Its templates are as the networks gave them: a gallery that rotates its own turns them back here, and anew when
 * it applies them.
 */
export interface FleetFace extends NewFace {
  readonly tag: string;
}

/** A person as the gallery has them now. The order of groups and faces says nothing. */
export interface LocalPerson {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  readonly consent: Consent | null;
  /** Ms of Unix time. */
  readonly expires: number | null;
  readonly group_ids: readonly string[];
  readonly faces: readonly FleetFace[];
}

/**
 * What the fleet remembers of one of its records. The gallery stores it beside the persons and seals all of it but `key`: `key` is a
 * pseudonym, and nothing but the fleet's secret leads from a person to it.
 */
export interface Shadow {
  /** The record's key in the fleet: 43 characters of base64url. */
  readonly key: string;
  /** Null once nobody is left behind it. */
  readonly person_id: string | null;
  /** Whether something waits to be sent. */
  readonly pending: boolean;
  /** The fleet's own form. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A record of the fleet and the person it stands for, both as of one moment. */
export interface Found {
  readonly key: string;
  readonly shadow: Shadow | null;
  /** Null where there is none, and where what there is is damaged. */
  readonly person: LocalPerson | null;
  /** Generation of the person's record; 0 where there is none, which a damaged one's never is. */
  readonly mark: number;
}

export interface LocalChanges {
  /** All changes up to it are in this answer or an earlier one. */
  readonly generation: number;
  /** Who was written after the generation asked for and is there now, in the order of their generations. Damaged persons are left out. */
  readonly person_ids: readonly string[];
  /**
   * Keys of shadows with a `person_id` that the gallery no longer has, of whoever went after the generation asked for, at least. A damaged person is
   * still there: damage is no deletion.
   */
  readonly gone: readonly string[];
  /** Whether there is more: then ask again from `generation`. */
  readonly more: boolean;
}

export interface Application {
  readonly shadow: Shadow;
  /** The person's record must still have this mark, else nothing of this application is done. */
  readonly mark: number;
  /**
   * The person from now on: with `faces` complete, those that are there already among them, unchanged. Null deletes the person
   * `person_id`. Absent: the person stays as they are, and only the shadow is stored.
   */
  readonly person?: LocalPerson | null;
  /** Whom to delete, where `person` is null. */
  readonly person_id: string | null;
}

export interface Applied {
  /** Keys of the applications that were left out. */
  readonly refused: readonly string[];
  /** The gallery's generation before and after. Equal where nothing but shadows was written, if those count as no mutation. */
  readonly before: number;
  readonly after: number;
}

/**
 * What the fleet asks of a gallery. All calls come from one fleet at a time. The gallery seals what it stores here as it seals everything else.
 * Limits of numbers (faces per person, persons per group) are not to be enforced: what was agreed elsewhere is applied, or devices would differ.
 * Whoever erases or imports a gallery keeps or removes shadows and state together, never one of them.
 */
export interface GalleryPort {
  /** In the order asked. `person_id` is a hint where there may be no shadow yet; a shadow's own counts first. */
  read(
    wanted: readonly { readonly key: string; readonly person_id: string | null }[],
  ): Promise<readonly Found[]>;

  /** Whether a person whom another device sent is one as this gallery keeps them: its ids, texts and moments, templates of length 1. */
  accepts(person: LocalPerson): boolean;

  /** At most about `most` persons per answer. */
  changedSince(generation: number, most: number): Promise<LocalChanges>;

  /** Keys of shadows that wait to be sent, ascending, after `after`; at most `most`. */
  pending(most: number, after: string): Promise<readonly string[]>;

  /** Keys of all shadows after `after`, ascending, at most `most`. */
  shadows(most: number, after: string): Promise<readonly string[]>;

  /**
   * All in one transaction, on disk before it resolves. It is a mutation as any other: other tabs, indexes and segments hear of it. An
   * application whose person has changed meanwhile is left out. `state` is saved in the same transaction, unless one is left out.
   */
  apply(batch: readonly Application[], state?: Uint8Array<ArrayBuffer>): Promise<Applied>;

  /**
   * Entries of the gallery's audit log after the first `count`, in order, at most `most`: what they say of persons is sealed to the admins before it
   * leaves the device. An entry keeps its place for good. Empty where no audit is kept.
   */
  auditAfter(count: number, most: number): Promise<readonly Uint8Array<ArrayBuffer>[]>;

  /** The fleet's state, or null before the first. */
  loadState(): Promise<Uint8Array<ArrayBuffer> | null>;

  /** On disk before it resolves. */
  saveState(state: Uint8Array<ArrayBuffer>): Promise<void>;

  /** The device's key pairs, in the order they were saved. They cannot be extracted where the platform can store such keys. */
  loadDeviceKeys(): Promise<readonly CryptoKeyPair[]>;

  /** Replaces them: pairs that are not listed must be gone for good. On disk before it resolves. */
  saveDeviceKeys(pairs: readonly CryptoKeyPair[]): Promise<void>;

  /** Calls `listener` soon after every mutation, of whatever tab, the fleet's own too. Returns what ends that. */
  onChange(listener: () => void): () => void;
}
