import type { FaceEngine, Liveness, LivenessVerdict } from '../../api';
import type { DetectedFace, FaceQuality } from '../../protocol';

/** The engine's part that capturing needs; `checkLiveness` only with the attribute `liveness`. */
export type CaptureEngine = Pick<FaceEngine, 'detect'> & Partial<Liveness>;

/** One picture of the person, as the camera saw it: not mirrored. */
export interface CapturedFrame {
  /** A JPEG of the camera's, or the file that was chosen. */
  readonly image: Blob;
  /** Size of the upright picture, px. */
  readonly width: number;
  readonly height: number;
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
}

export interface CaptureResult {
  /** One to verify; to enrol as many as were asked for, or as many files as were chosen. */
  readonly frames: readonly CapturedFrame[];
  readonly source: 'camera' | 'files';
  /** With the attribute `liveness`: the verdict of the session that passed, whose `capture` `verify` takes. Null without it. */
  readonly liveness: LivenessVerdict | null;
}
