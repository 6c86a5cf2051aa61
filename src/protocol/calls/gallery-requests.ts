import type { Extraction, Pose, SecondTemplate, TemplateOrigin } from '../faces';
import type { Calibration, SecondModel } from '../models';
import type { PersonTerms } from './terms';

/** What a face's record needs from an extraction, and the id it is stored under. */
export interface NewFace extends Pick<Extraction, 'template' | 'origin' | 'face' | 'image'> {
  readonly face_id: string;
  readonly pose: Pose;
  /** The same face by a second network; absent where none was asked. */
  readonly second?: SecondTemplate;
}

export interface NewPerson extends PersonTerms {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name: string;
  readonly tag: string;
}

/** Faces beside the first one of a new person. */
export interface MoreFaces {
  readonly faces: readonly NewFace[];
  /** One whose similarity to a face before it is so high shows the same photo again, and is not stored. */
  readonly copySimilarity: number;
}

/** What `setinfo` changes; an absent field stays as it is. */
export interface PersonChanges {
  readonly person_name?: string | undefined;
  readonly tag?: string | undefined;
}

export interface MembershipChange {
  readonly person_id: string;
  readonly group_ids: readonly string[];
}

/** Groups to search: one of them, or several together. */
export interface GroupChoice {
  readonly group_id?: string | undefined;
  readonly group_ids?: readonly string[] | undefined;
}

/** Which persons are to be compared with each other, and which pairs are told. */
export interface DuplicateChoice {
  /** Only persons of this group. Without: everybody. */
  readonly group_id?: string | undefined;
  /** Pairs of this confidence or more, 0…100. */
  readonly minConfidence?: number | undefined;
  /** The most pairs that are listed, 1 to 1,000. Default 100. */
  readonly limit?: number | undefined;
}

/** How often a person may be compared with something. */
export interface AttemptLimit {
  /** Comparisons within a minute, 1 to 1000. */
  readonly perMinute: number;
  /** How long all are refused once there were more, 1 to 86,400. */
  readonly lockSeconds: number;
}

/** How much of the audit log is kept. The oldest entries go first. */
export interface AuditLimits {
  /** 1 to 3650. Default 365. */
  readonly days?: number;
  /** 1 to 1,000,000. Default 50,000. */
  readonly entries?: number;
}

/** What an engine asks of the gallery whatever it is called for. */
export interface GalleryPolicy {
  readonly attempts?: AttemptLimit | undefined;
  readonly requireConsent?: boolean | undefined;
  readonly audit?: boolean | AuditLimits | undefined;
  /** `never`: what is noted of a verification is cut as what is shown. */
  readonly detail?: 'asked' | 'never' | undefined;
}

/** What makes the templates of one engine, and the scale for what comes out of comparing them. */
export interface GalleryModel {
  /** Templates of others are never compared with its own. */
  readonly origin: TemplateOrigin;
  /** Numbers in a template. */
  readonly dimension: number;
  readonly calibration: Calibration;
  /** Null: there is no second network to ask. */
  readonly second: SecondModel | null;
}

export interface PassphraseChange {
  /** Asked for where there is one. */
  readonly current?: string | undefined;
  /** Without: the device key opens the gallery. */
  readonly next?: string | undefined;
  /**
   * Makes a new root key and seals every record anew with it: the old one, and whoever has a copy of it, opens nothing that is
   * written from then on. Default false; a passphrase in the place of a device key always does.
   */
  readonly rotate?: boolean | undefined;
}

/** `replace`: the gallery is what the file holds; `merge`: what the file holds comes on top. */
export type ImportMode = 'merge' | 'replace';
