import type {
  DuplicateChoice,
  DuplicateProgress,
  ImportMode,
  ImportProgress,
  PassphraseChange,
  PersonTerms,
  RotationProgress,
} from '../protocol';
import type { ImageInput } from './image-input';
import type { LivenessCapture } from './liveness';

/** The fields of a new person, without the pictures. Ids have 1–64 bytes of letters, digits and -%@#&_. */
export interface PersonFields extends PersonTerms {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name?: string;
  /** A remark on the person, and on these first faces. */
  readonly tag?: string;
}

/** A new person with one `image`, or with 1 to 20 `images`. Three enrolled photos miss a fifth as often as one (docs/measured/accuracy.md). */
export type NewPersonFields = PersonFields &
  (
    | { readonly image: ImageInput | LivenessCapture; readonly images?: undefined }
    | { readonly images: readonly (ImageInput | LivenessCapture)[]; readonly image?: undefined }
  );

export interface AddFaceFields {
  readonly person_id: string;
  /** 1 to 20 pictures. */
  readonly images: readonly (ImageInput | LivenessCapture)[];
  /** A remark on the added faces. */
  readonly tag?: string;
}

export interface SetInfoFields {
  readonly person_id: string;
  /** When absent, it stays as it is. */
  readonly person_name?: string;
  /** When absent, it stays as it is. */
  readonly tag?: string;
}

export interface MembershipFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  /** Comes back in the answer. */
  readonly session_id?: string;
}

export interface IdentifyFields {
  /** The group to search. It wins over `group_ids`; one of the two is required. */
  readonly group_id?: string;
  /** Groups to search together. Those that do not exist are ignored, unless none exists. */
  readonly group_ids?: readonly string[];
  readonly image: ImageInput;
}

export interface MultiIdentifyFields extends IdentifyFields {
  /** Comes back in the answer. */
  readonly session_id?: string;
}

export interface DuplicateFields extends DuplicateChoice {
  /** Called as pairs of persons are compared, many times a second. */
  readonly onProgress?: (progress: DuplicateProgress) => void;
}

export interface RenewalFields {
  /** Called as records are written anew. */
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface PassphraseFields extends PassphraseChange {
  /** Called as records are sealed anew. Not called when the key stays the same. */
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface ExportFields {
  /** The passphrase of the file, not of the gallery. */
  readonly passphrase: string;
  /** `true` leaves damaged persons out instead of failing. Default false. */
  readonly skipDamaged?: boolean;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Persons in the file so far. */
  readonly persons: number;
  /** Persons in the gallery. */
  readonly of: number;
  /** Bytes of the file so far. */
  readonly bytes: number;
  /** The person_ids that were left out; null for a record that does not say whose it is. */
  readonly skipped: readonly (string | null)[];
}

export interface ImportFields {
  readonly file: Blob | ReadableStream<Uint8Array>;
  /** The passphrase with which the file was exported. */
  readonly passphrase: string;
  /**
   * `replace`: the gallery becomes what the file holds. `merge`: unknown persons are added; known persons keep their name, remark, consent and expiry, and
   * get the faces and groups that they lack.
   */
  readonly mode: ImportMode;
  readonly onProgress?: (progress: ImportProgress & { readonly bytes: number }) => void;
}
