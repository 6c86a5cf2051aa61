import type {
  AddFaceData,
  AddFaceDetail,
  AddFaceFields,
  CallOptions,
  CompareData,
  DetectData,
  DetectDetail,
  DetectOptions,
  EngineInfo,
  EngineOptions,
  IdentifyData,
  IdentifyFields,
  ImageInput,
  MultiIdentifyData,
  MultiIdentifyFields,
  NewPersonData,
  NewPersonFields,
  VerifyData,
  VerifyDetail,
  VerifyOptions,
} from '../api';
import {
  CODES,
  checkId,
  cutToTenths,
  type Extraction,
  FaceError,
  type GroupChoice,
  LIMITS,
  type PortableImage,
} from '../protocol';
import { galleryAnswers } from './answers';
import {
  addFaces,
  compare,
  detect,
  identify,
  multiIdentify,
  requireEnrollable,
  type Sides,
  stored,
  verify,
} from './calls';
import { GalleryRecords, plain } from './gallery';
import { takeNow } from './pictures';

/** What a call does with its pictures, once they are taken. */
type PictureWork<T> = (taken: readonly Promise<PortableImage>[], signal: AbortSignal) => Promise<T>;

/** `ismatch` from the FAQ's advice for 1:1 comparison. */
const DEFAULT_MATCH_CONFIDENCE = 75;

/**
 * Face verification on this device: one method per v1 endpoint, resolving to the endpoint's `data`.
 * Methods reject with FaceError (`code` from the v1 table) or, when aborted, with the signal's reason.
 * Two engines share nothing but the gallery of the same appid and, for their first templates, a worker (`keepWarm`).
 */
export class FaceEngine extends GalleryRecords implements AsyncDisposable {
  readonly #options: EngineOptions;
  readonly #sides: Sides;

  /** @internal Use `createEngine`, which also waits until the engine can answer. */
  constructor(options: EngineOptions, sides: Sides) {
    super(sides.gallery, options.timeoutMs);
    this.#options = options;
    this.#sides = sides;
  }

  /** Starts both workers and loads the models. `createEngine` has done so. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#sides.vision.start(signal), this.#sides.gallery.start(signal)]);
  }

  /**
   * The same engine on another appid's gallery: persons and groups are others, workers and models the same.
   * Closing one closes both. Throws FaceError −1301, −1304 or −1313 for an appid that is no id.
   */
  withAppid(appid: string): FaceEngine {
    checkId('appid', appid);
    const { vision, gallery } = this.#sides;
    return new FaceEngine({ ...this.#options, appid }, { vision, gallery: gallery.of(appid) });
  }

  /**
   * Creates a person from a first picture and puts them into groups, which come into being with them.
   * Codes: −1301, −1304, −1313 for the fields; −1302 person exists; −1310, −1311 groups full; those of a picture;
   * −1103 for a face that is not good enough, with all reasons in the error's `data.reasons`.
   */
  newperson(fields: NewPersonFields, options: CallOptions = {}): Promise<NewPersonData> {
    const { person_id, person_name = '', tag = '' } = fields;
    const person = { person_id, group_ids: plain(fields.group_ids), person_name, tag };
    const { vision, gallery } = this.#sides;
    return this.#withPictures([fields.image], options, async ([image], signal) => {
      await gallery.read(signal, (api, appid) => api.admitPerson(appid, person));
      const face = stored(this.#admit(await vision.extract(image, signal)));
      const added = await gallery.write(signal, (api, appid) => api.newperson(appid, person, face));
      gallery.persistence.ask();
      return galleryAnswers.newperson(person_id, added);
    });
  }

  /**
   * Adds pictures to a person. A refused picture has its code in `ret_codes` and an empty string in `face_ids`;
   * the others are added all the same. −1312 there: almost the same as a face that the person has.
   * Rejects when the request as a whole is wrong: −1300 no pictures, −1303 no such person, −1304, also for more than 20
   * pictures, −1309 the person has 20 faces, −1313. With `detail`, also the quality of each face and why it was refused.
   */
  addface(
    fields: AddFaceFields,
    options: CallOptions & { readonly detail: true },
  ): Promise<AddFaceData & { detail: AddFaceDetail }>;
  addface(fields: AddFaceFields, options?: CallOptions): Promise<AddFaceData>;
  addface(
    fields: AddFaceFields,
    options: CallOptions & { readonly detail?: boolean } = {},
  ): Promise<AddFaceData & { detail?: AddFaceDetail }> {
    const { person_id, tag = '' } = fields;
    const given: readonly ImageInput[] = Array.isArray(fields.images) ? fields.images : [];
    const tooMany = given.length > LIMITS.listedPictures;
    return this.#withPictures(tooMany ? [] : given, options, async (images, signal) => {
      if (tooMany)
        throw new FaceError(
          CODES.PARAMETER_TOO_LONG,
          `images has more than ${LIMITS.listedPictures} pictures`,
        );
      const asked = { person_id, images, tag, admit: (face: Extraction) => this.#admit(face) };
      const { data, detail } = await addFaces(this.#sides, asked, signal);
      return options.detail ? { ...data, detail } : data;
    });
  }

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
  verify(
    person_id: string,
    image: ImageInput,
    options: VerifyOptions & { readonly detail?: boolean } = {},
  ): Promise<VerifyData & { detail?: VerifyDetail }> {
    return this.#recognise([image], options, async ([taken], signal) => {
      const matchConfidence =
        options.matchConfidence ?? this.#options.matchConfidence ?? DEFAULT_MATCH_CONFIDENCE;
      checkConfidence(matchConfidence);
      if (options.detail && this.#options.detail === 'never')
        throw new FaceError(
          CODES.PARAMETER_INVALID,
          'this engine gives no details of a verdict: it was created with detail: "never"',
          { kind: 'option' },
        );
      const { attempts } = this.#options;
      const asked = { person_id, image: taken, matchConfidence, attempts, show: this.#shown };
      const { verdict, detail } = await verify(this.#sides, asked, signal);
      return options.detail ? { ...verdict, detail } : verdict;
    });
  }

  /**
   * The five persons of these groups who look most like the picture's largest face, best first, without a
   * cut-off. Among N persons a false positive is about N times as likely as in `verify`: accept from 90.
   * −1306, −1307 no such group; −1103 all enrolled with another model; 15 too many attempts at one of the five; those of a picture.
   */
  identify(fields: IdentifyFields, options: CallOptions = {}): Promise<IdentifyData> {
    const groups = groupChoice(fields);
    return this.#recognise([fields.image], options, ([image], signal) =>
      identify(this.#sides, groups, image, this.#options.attempts, this.#shown, signal),
    );
  }

  /** `identify` for every face of the picture, largest first. */
  multidentify(fields: MultiIdentifyFields, options: CallOptions = {}): Promise<MultiIdentifyData> {
    const groups = groupChoice(fields);
    const { session_id } = fields;
    return this.#recognise([fields.image], options, ([image], signal) =>
      multiIdentify(this.#sides, groups, image, this.#options.attempts, this.#shown, session_id, signal),
    );
  }

  /**
   * Similarity 0…100, on the scale of `confidence`, of the largest faces of two pictures. Rejects as `verify`
   * does for a picture; the error's `data.fail_flag` says which of the two it was.
   */
  compare(imageA: ImageInput, imageB: ImageInput, options: CallOptions = {}): Promise<CompareData> {
    return this.#recognise([imageA, imageB], options, ([a, b], signal) =>
      compare(this.#sides, [a, b], this.#shown, signal),
    );
  }

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
  detect(
    image: ImageInput,
    options: DetectOptions & { readonly detail?: boolean } = {},
  ): Promise<DetectData & { detail?: DetectDetail }> {
    return this.#recognise([image], options, async ([taken], signal) => {
      const { data, detail } = await detect(this.#sides, taken, options, signal);
      return options.detail ? { ...data, detail } : data;
    });
  }

  /**
   * Extension, not in v1: the template of the picture's largest face, for evaluation and for hosts with a
   * gallery of their own. Same path and codes as `verify`'s picture.
   */
  extract(image: ImageInput, options: CallOptions = {}): Promise<Extraction> {
    return this.#withPictures([image], options, ([taken], signal) =>
      this.#sides.vision.extract(taken, signal),
    );
  }

  /** Aborted once the engine is closed: it answers nothing any more. */
  get closed(): AbortSignal {
    return this.#sides.vision.closed;
  }

  /** What runs where, and why. Changes when another worker takes over: on WebGPU with `auto`, on onnxruntime after some pictures. */
  info(): EngineInfo {
    const { gallery, vision } = this.#sides;
    const { origin, dimension, runtime, threads, pixels, loadMs, versions } = vision.info;
    const { info: galleryInfo } = gallery;
    return {
      appid: this.#options.appid,
      model: { ...origin, dimension },
      backend: vision.backend,
      runtime,
      threads,
      pixels,
      crossOriginIsolated: globalThis.crossOriginIsolated ?? false,
      sharesWorker: vision.sharesWorker,
      loadMs,
      gallery: galleryInfo ? { ...galleryInfo, persisted: gallery.persistence.granted } : null,
      versions,
    };
  }

  /** Ends its workers, which frees all memory, but for one that other engines use. Pending and later calls reject with 213. */
  async close(): Promise<void> {
    this.#sides.vision.close();
    this.#sides.gallery.close();
  }

  /** `close`, for `await using`; not every browser has the symbol yet. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What is shown of a confidence. */
  readonly #shown = (confidence: number): number =>
    this.#options.detail === 'never' ? cutToTenths(confidence) : confidence;

  #admit(face: Extraction): Extraction {
    return this.#options.enrolmentQuality === 'accept' ? face : requireEnrollable(face);
  }

  /** Takes the pictures in the caller's own turn, unless too many wait already. */
  #withPictures<T>(images: readonly ImageInput[], options: CallOptions, work: PictureWork<T>): Promise<T> {
    return this.#sides.vision.queue.enter(() => {
      const taken = images.map(takeNow);
      return this.call(options, (signal) => work(taken, signal));
    });
  }

  /** After the first answer there is time to look for a faster backend. */
  async #recognise<T>(images: readonly ImageInput[], options: CallOptions, work: PictureWork<T>): Promise<T> {
    const answer = await this.#withPictures(images, options, work);
    this.#sides.vision.considerWebgpu();
    return answer;
  }
}

/** What the gallery is asked; a framework's proxies cannot be cloned. */
function groupChoice({ group_id, group_ids }: IdentifyFields): GroupChoice {
  return { group_id, group_ids: group_ids && plain(group_ids) };
}

function checkConfidence(value: number): void {
  if (!(value >= 0 && value <= 100))
    throw new FaceError(CODES.PARAMETER_INVALID, 'matchConfidence must lie between 0 and 100', {
      kind: 'option',
    });
}
