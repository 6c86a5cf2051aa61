import type { Extraction } from '../protocol';
import type { ImageInput } from './image-input';
import type {
  CallOptions,
  DetectDetail,
  DetectOptions,
  IdentifyFields,
  MultiIdentifyFields,
  VerifyDetail,
  VerifyOptions,
} from './options';
import type { CompareData, DetectData, IdentifyData, MultiIdentifyData, VerifyData } from './v1';

/** Who is in a picture, and where. */
export interface Recognition {
  /**
   * Is the largest face of the picture this person's? All of the person's faces count together.
   * Codes: −1303 no such person; −1305 no face enrolled; −1103 enrolled with another model; 15 too many attempts
   * (`createEngine({ attempts })`; `data.retryAfterMs` says when to try again); those of a picture:
   * −1101 no face, −1102 undecodable, −1300 empty, −1308 not to be fetched, −1400 no picture or animated.
   */
  verify(
    person_id: string,
    image: ImageInput,
    options: VerifyOptions & { readonly detail: true },
  ): Promise<VerifyData & { detail: VerifyDetail }>;
  verify(person_id: string, image: ImageInput, options?: VerifyOptions): Promise<VerifyData>;

  /**
   * The five persons of these groups who look most like the picture's largest face, best first, without a
   * cut-off. Among N persons a false positive is about N times as likely as in `verify`: accept from 90.
   * −1306, −1307 no such group; −1103 all enrolled with another model; 15 too many attempts at one of the five; those of a picture.
   */
  identify(fields: IdentifyFields, options?: CallOptions): Promise<IdentifyData>;

  /** `identify` for every face of the picture, largest first. */
  multidentify(fields: MultiIdentifyFields, options?: CallOptions): Promise<MultiIdentifyData>;

  /**
   * Similarity 0…100, on the scale of `confidence`, of the largest faces of two pictures. Rejects as `verify`
   * does for a picture; the error's `data.fail_flag` says which of the two it was.
   */
  compare(imageA: ImageInput, imageB: ImageInput, options?: CallOptions): Promise<CompareData>;

  /**
   * The faces of a picture, largest first: boxes in pixels of the upright picture, clipped to it, and the pose of
   * the first five. Mode 0 (default) finds all faces, 1 the largest only. The face_ids are not stored.
   * With `detail`, also landmarks and quality of every face; null for one that cannot be aligned.
   */
  detect(
    image: ImageInput,
    options: DetectOptions & { readonly detail: true },
  ): Promise<DetectData & { detail: DetectDetail }>;
  detect(image: ImageInput, options?: DetectOptions): Promise<DetectData>;

  /**
   * Extension, not in v1: the template of the picture's largest face, for evaluation and for hosts with a
   * gallery of their own. Same path and codes as `verify`'s picture.
   */
  extract(image: ImageInput, options?: CallOptions): Promise<Extraction>;
}
