import type { ImportMode, ImportProgress, PassphraseChange, RotationProgress } from '../protocol';
import type { ImageInput } from './image-input';

/** Of a new person, but for the pictures. */
export interface PersonFields {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name?: string;
  /** A remark on the person, and on these first faces. */
  readonly tag?: string;
}

/** A person and their first picture, or up to 20 of them: three make a fifth of the misses that one does (docs/measured/accuracy.md). */
export type NewPersonFields = PersonFields &
  (
    | { readonly image: ImageInput; readonly images?: undefined }
    | { readonly images: readonly ImageInput[]; readonly image?: undefined }
  );

export interface AddFaceFields {
  readonly person_id: string;
  readonly images: readonly ImageInput[];
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

export interface PassphraseFields extends PassphraseChange {
  /** Hears of records as they are sealed anew. Not called when the key stays. */
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface ExportFields {
  /** The passphrase of the file, not of the gallery. */
  readonly passphrase: string;
  /** Leaves damaged persons out instead of failing. Default false. */
  readonly skipDamaged?: boolean;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Persons in the file so far. */
  readonly persons: number;
  readonly of: number;
  readonly bytes: number;
  /** The person_ids that were left out; null where nothing tells whose record it was. */
  readonly skipped: readonly (string | null)[];
}

export interface ImportFields {
  readonly file: Blob | ReadableStream<Uint8Array>;
  /** The passphrase with which the file was exported. */
  readonly passphrase: string;
  /**
   * `replace`: the gallery becomes what the file holds. `merge`: unknown persons are added; known persons keep their name and remark, and
   * get the faces and groups that they lack.
   */
  readonly mode: ImportMode;
  readonly onProgress?: (progress: ImportProgress & { readonly bytes: number }) => void;
}
