import type { Extraction, Pose } from '../faces';
import type { SecondVerdict } from '../models';

/** What was measured of a stored face; never its template. */
export interface StoredFace extends Pick<Extraction, 'face' | 'image'> {
  readonly faceId: string;
  readonly pose: Pose;
}

/** A stored face, and what made its template. */
export interface KnownFace extends StoredFace, Pick<Extraction, 'origin'> {}

/** What became of a new person. */
export interface AddedPerson {
  /** The first face. */
  readonly faceId: string;
  /** Groups joined, in the order asked for, without repetitions. */
  readonly groups: readonly string[];
  /** Per face, the first one included: the face_id of the one before it whose photo it shows; null: it is stored. */
  readonly copies: readonly (string | null)[];
}

export interface PersonInfo {
  /** Empty when never set. */
  readonly name: string;
  readonly tag: string;
  /** In the order they were added. */
  readonly faceIds: readonly string[];
  /** In the order they were joined. */
  readonly groups: readonly string[];
}

/** What became of a person's groups. */
export interface ChangedGroups {
  /** How many were newly joined, or left. */
  readonly changed: number;
  /** Those that the person is in now, in the order they were joined. */
  readonly groups: readonly string[];
}

/** A person who looks like a probe. */
export interface Candidate {
  readonly personId: string;
  /** Their face most like the probe. */
  readonly faceId: string;
  /** 0…100. */
  readonly confidence: number;
  /** Remark on that face. */
  readonly tag: string;
}

/** A probe template against one person's stored faces. */
export interface PersonMatch {
  /** Highest cosine similarity among the person's faces, −1…1. */
  readonly similarity: number;
  /** The face that gave it. */
  readonly faceId: string;
  /** Cosine similarity to the mean of the person's templates, −1…1, from which the confidence comes. */
  readonly pooled: number;
  readonly confidence: number;
  /** Number of faces compared. */
  readonly compared: number;
  readonly second: SecondVerdict;
}

/** What a search found, best first for each probe. */
export interface Found {
  readonly candidates: readonly (readonly Candidate[])[];
  /** Probes whose candidates the second network is to be asked about, by `searchSecond`. */
  readonly asks: readonly number[];
}
