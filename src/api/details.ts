import type {
  Backend,
  DetectedFace,
  FaceError,
  FaceQuality,
  FoundFaces,
  SecondVerdict,
  StageTimings,
  TemplateOrigin,
} from '../protocol';

/** The reasons behind `ret_codes`. */
export interface AddFaceDetail {
  /** One entry per picture. */
  readonly faces: readonly {
    /** The quality of its face, null without one. */
    readonly quality: FaceQuality | null;
    /** Why it was refused; null when the face was added. */
    readonly error: FaceError | null;
    /** Of a face that was added with one template only: why the second network made none, in words. Else null. */
    readonly secondMissing: string | null;
  }[];
}

/** What is known of a stored face beside v1's fields. */
export interface FaceInfoDetail {
  /** The model, file and alignment that made its template. An engine compares it only when they are its own (`info().model`). */
  readonly origin: TemplateOrigin;
}

/** Every face in full, in the order of the answer's `face`. */
export type DetectDetail = Pick<FoundFaces, 'faces' | 'timingsMs'>;

/** What lies behind `livedetectpicture`. */
export interface LiveDetail {
  /** What the networks say for "live", 0…1. The same number means something else with another camera. */
  readonly score: number;
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
  readonly image: { readonly width: number; readonly height: number };
  /** Milliseconds. `judge`: with measuring the quality and, at the first call, loading the networks. */
  readonly timingsMs: Pick<StageTimings, 'decode' | 'detect'> & { readonly judge: number };
}

/** The details of a verdict. */
export interface VerifyDetail {
  /** Highest cosine similarity to the person's faces, −1…1. */
  readonly similarity: number;
  /** The stored face that gave it. */
  readonly face_id: string;
  /** How many stored faces were compared. */
  readonly compared: number;
  /** Cosine similarity to the mean of the person's templates, −1…1. The confidence comes from it. */
  readonly pooled: number;
  /** Whether the second network was asked, and what it said. Where it was not, the first decided alone. */
  readonly second: SecondVerdict;
  readonly matchConfidence: number;
  readonly face: DetectedFace;
  /** The quality of the verified face. It does not change the verdict; a poor one explains a low confidence. */
  readonly quality: FaceQuality;
  readonly image: { readonly width: number; readonly height: number };
  readonly timingsMs: StageTimings & { readonly match: number; readonly total: number };
  readonly backend: Backend;
  readonly origin: TemplateOrigin;
}
