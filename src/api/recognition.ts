import type { Extraction } from '../protocol';
import type { DetectDetail, LiveDetail, VerifyDetail } from './details';
import type { IdentifyFields, MultiIdentifyFields } from './fields';
import type { ImageInput } from './image-input';
import type { LivenessCapture } from './liveness';
import type {
  CallOptions,
  DetailOptions,
  DetectOptions,
  LivenessOptions,
  ShapeOptions,
  VerifyOptions,
} from './options';
import type {
  CompareData,
  DetectData,
  IdentifyData,
  LiveDetectPictureData,
  MultiIdentifyData,
  ShapeData,
  VerifyData,
} from './v1';

/** Who is in a picture, and where. */
export interface Recognition {
  /**
   * Compares the largest face of the picture with a person. All of the person's faces count together.
   * Codes: −1303 no such person; −1305 no face enrolled; −1103 enrolled with another model; 15 too many attempts
   * (`createEngine({ attempts })`; `data.retryAfterMs` says when to try again); those of a picture:
   * −1101 no face, −1102 cannot be decoded, −1300 empty, −1308 cannot be fetched, −1400 no picture, or animated. With `liveness: 'require'`
   * the picture is a capture of `checkLiveness`, and −1103 `liveness` says that it is none that may be used.
   */
  verify(
    person_id: string,
    image: ImageInput | LivenessCapture,
    options: VerifyOptions & { readonly detail: true },
  ): Promise<VerifyData & { detail: VerifyDetail }>;
  verify(
    person_id: string,
    image: ImageInput | LivenessCapture,
    options?: VerifyOptions,
  ): Promise<VerifyData>;

  /**
   * Finds the five persons of these groups who look most like the picture's largest face, best first, without a cut-off. Among N persons a
   * false match is about N times as likely as in `verify`: accept from 90. −1306, −1307 no such group; −1103 all were enrolled with another
   * model; 15 too many attempts at one of the five; the codes of a picture.
   */
  identify(fields: IdentifyFields, options?: CallOptions): Promise<IdentifyData>;

  /** Does what `identify` does for every face of the picture, the largest first. */
  multidentify(fields: MultiIdentifyFields, options?: CallOptions): Promise<MultiIdentifyData>;

  /**
   * Compares the largest faces of two pictures. `similarity` is 0…100, on the scale of `confidence`. It rejects as `verify` does for a
   * picture; `data.fail_flag` says which of the two is to blame. With `liveness: 'require'`, the first is the living one's: a capture
   * of `checkLiveness`.
   */
  compare(
    imageA: ImageInput | LivenessCapture,
    imageB: ImageInput,
    options?: LivenessOptions,
  ): Promise<CompareData>;

  /**
   * Finds the faces of a picture, the largest first, with boxes in pixels of the upright picture, clipped to it, and the pose of the first
   * five. Mode 0 (default) finds all faces, mode 1 the largest only. The face_ids are not stored. With `detail`, the answer also has landmarks
   * and quality of every face, null for a face that cannot be aligned, and with `mesh` 468 points, the openness of eyes and mouth, and a pose
   * that comes from them. 213 `assets` where the mesh's network is not in the assets folder.
   */
  detect(image: ImageInput, options: DetailOptions): Promise<DetectData & { detail: DetectDetail }>;
  detect(image: ImageInput, options?: DetectOptions): Promise<DetectData>;

  /**
   * Finds the contours of the faces of a picture, the largest first: 88 points of each, in whole pixels of the upright picture, in lists that
   * are lines from their first point on. Mode 0 (default) finds all faces, mode 1 the largest only. The first call loads the face mesh,
   * 1.2 MB. Codes: −1104 no face has a contour, as when a hand hides it; those of a picture. Where others have one, such a face is left out.
   */
  shape(image: ImageInput, options?: ShapeOptions): Promise<ShapeData>;

  /**
   * Says of one picture whether its largest face is a living one or shown on paper or a screen. `score` is 0…100; above 87 it counts as
   * living, at error rates that docs/measured/liveness.md has. One picture can be replayed, and no threshold fits every camera: let it support a
   * decision, never make one. 24 without the networks, which `npm run mien -- models add minifasnet` adds; −1103 `quality` for a picture that
   * says nothing, with `data.reasons` (take another one: it is no attack); the codes of a picture.
   */
  livedetectpicture(
    image: ImageInput,
    options: CallOptions & { readonly detail: true },
  ): Promise<LiveDetectPictureData & { detail: LiveDetail }>;
  livedetectpicture(image: ImageInput, options?: CallOptions): Promise<LiveDetectPictureData>;

  /**
   * Computes the template of the picture's largest face, for evaluation and for hosts with a gallery of their own. v1 has nothing of the
   * kind. The picture goes the same way as that of `verify`, with the same codes.
   */
  extract(image: ImageInput, options?: CallOptions): Promise<Extraction>;
}
