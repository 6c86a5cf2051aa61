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

/** What `newperson` and `addface` say beside `ret_codes`. */
export interface AddFaceDetail {
  /** One entry per picture. */
  readonly faces: readonly {
    /** The quality of its face; null when no face was found. */
    readonly quality: FaceQuality | null;
    /** Why it was refused; null when the face was added. */
    readonly error: FaceError | null;
    /** For a face that was added with one template only: why the second network made none, in words. Otherwise null. */
    readonly secondMissing: string | null;
  }[];
}

/** What is known of a stored face beside v1's fields. */
export interface FaceInfoDetail {
  /** The model, file and alignment that made its template. An engine compares the face only when they are the engine's own (`info().model`). */
  readonly origin: TemplateOrigin;
}

/** Every face with its landmarks, pose and quality, in the order of the answer's `face`. */
export type DetectDetail = Pick<FoundFaces, 'faces' | 'timingsMs'>;

/** What the verdict of `livedetectpicture` comes from. */
export interface LiveDetail {
  /** The mean of the networks' shares for "live", 0…1. The same number means something else with another camera. */
  readonly score: number;
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
  readonly image: { readonly width: number; readonly height: number };
  /** Milliseconds per stage. `judge` contains measuring the quality and, at the first call, loading the networks. */
  readonly timingsMs: Pick<StageTimings, 'decode' | 'detect'> & { readonly judge: number };
}

/** The details of a verdict. */
export interface VerifyDetail {
  /** The highest cosine similarity to one of the person's faces, −1…1. */
  readonly similarity: number;
  /** The stored face that gave `similarity`. */
  readonly face_id: string;
  /** How many stored faces were compared. */
  readonly compared: number;
  /** Cosine similarity to the mean of the person's templates, −1…1. The confidence comes from it. */
  readonly pooled: number;
  /** Whether the second network was asked, and what it said. If it was not asked, the first network decided alone. */
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
