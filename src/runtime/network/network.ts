import type { Pixels } from '../../pixels';
import type { ChipRuntime, DetectedFace } from '../../protocol';

/** A network that looks at an aligned face, ready to run: the embedder, and the one of landmarks. */
export interface ChipNetwork {
  readonly runtime: ChipRuntime;
  /**
   * `input`: one NCHW picture `[1,3,size,size]`, already scaled as the manifest says.
   * Resolves with the raw output, `dimension` numbers; a template is not normalised.
   */
  run(input: Float32Array): Promise<Float32Array>;
}

/** A face detector ready to run. */
export interface DetectorNetwork {
  /** Faces of a square or oblong picture, in its own pixels, best score first. */
  detect(picture: Pixels): Promise<DetectedFace[]>;
  /** Raw output for a fixed input `x[i] = ((i·7919) mod 256)/127.5 − 1`, for comparing backends. */
  selfTest(): Promise<Float32Array>;
}
