import {
  type AddFaceData,
  type AddGroupIdsData,
  type DelFaceData,
  type DelGroupIdsData,
  type DelPersonData,
  type Extraction,
  FaceError,
  type GetFaceIdsData,
  type GetGroupIdsData,
  type GetInfoData,
  type GetPersonIdsData,
  type NewPersonData,
  type SetInfoData,
  type VerifyData,
} from '../protocol';
import { addFaces } from './add-faces';
import { withDeadline } from './deadline';
import { type GalleryCall, GallerySide } from './gallery';
import { type ImageInput, takeNow } from './image';
import type {
  AddFaceFields,
  CallOptions,
  EngineInfo,
  EngineOptions,
  MembershipFields,
  NewPersonFields,
  SetInfoFields,
  VerifyDetail,
  VerifyOptions,
} from './options';
import { VisionSide } from './vision';

/** `ismatch` from the FAQ's advice for 1:1 comparison. */
const DEFAULT_MATCH_CONFIDENCE = 75;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Face verification on this device: one method per v1 endpoint, resolving to the endpoint's `data`.
 * Methods reject with FaceError (`code` from the v1 table) or, when aborted, with the signal's reason.
 * Two engines on one page share nothing but the gallery of the same appid.
 */
export class FaceEngine implements AsyncDisposable {
  readonly #options: EngineOptions;
  readonly #vision: VisionSide;
  readonly #gallery: GallerySide;

  /** Use `createEngine`, which also waits until the engine can answer. */
  constructor(options: EngineOptions, assets: URL) {
    this.#options = options;
    this.#vision = new VisionSide(assets, options);
    this.#gallery = new GallerySide(assets, options.appid);
  }

  /** Starts both workers and loads the models. `createEngine` has done so. */
  async start(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#vision.start(signal), this.#gallery.start(signal)]);
  }

  /**
   * Creates a person from a first picture and puts them into groups, which come into being with them.
   * Codes: −1301, −1304, −1313 for the fields; −1302 person exists; −1310, −1311 groups full; those of a picture.
   */
  newperson(fields: NewPersonFields, options: CallOptions = {}): Promise<NewPersonData> {
    const { person_id, person_name = '', tag = '' } = fields;
    const person = { person_id, group_ids: plain(fields.group_ids), person_name, tag };
    const image = takeNow(fields.image);
    return this.#call(options, async (signal) => {
      await this.#gallery.read(signal, (api) => api.admitPerson(person));
      const face = await this.#vision.extract(image, signal);
      return this.#gallery.write(signal, (api) => api.newperson(person, face));
    });
  }

  /**
   * Adds pictures to a person. A refused picture has its code in `ret_codes` and an empty string in `face_ids`;
   * the others are added all the same.
   * Rejects when the request as a whole is wrong: −1300 no pictures, −1303 no such person, −1304, −1309 the person
   * has 20 faces, −1313.
   */
  addface(fields: AddFaceFields, options: CallOptions = {}): Promise<AddFaceData> {
    const { person_id, tag = '' } = fields;
    const images = Array.isArray(fields.images) ? fields.images.map(takeNow) : [];
    return this.#call(options, async (signal) => {
      if (images.length === 0) throw new FaceError(-1300, 'images is empty');
      await this.#gallery.read(signal, (api) => api.admitFace(person_id, tag));
      const added = await addFaces(this.#vision, this.#gallery, { person_id, images, tag }, signal);
      return {
        session_id: crypto.randomUUID(),
        added: added.filter((each) => typeof each === 'string').length,
        face_ids: added.map((each) => (typeof each === 'string' ? each : '')),
        ret_codes: added.map((each) => (typeof each === 'string' ? 0 : each.code)),
      };
    });
  }

  /** Deletes faces of a person; `face_ids` of the answer are those that were theirs. −1303, −1305 when none was. */
  delface(
    fields: { person_id: string; face_ids: readonly string[] },
    options: CallOptions = {},
  ): Promise<DelFaceData> {
    return this.#write(options, (api) => api.delface(fields.person_id, plain(fields.face_ids)));
  }

  /** Deletes a person with all faces and memberships; groups left empty cease to exist. −1303. */
  delperson(person_id: string, options: CallOptions = {}): Promise<DelPersonData> {
    return this.#write(options, (api) => api.delperson(person_id));
  }

  /** Changes a person's name or tag. −1303, −1304, −1313. */
  setinfo({ person_id, ...changes }: SetInfoFields, options: CallOptions = {}): Promise<SetInfoData> {
    return this.#write(options, (api) => api.setinfo(person_id, changes));
  }

  /** Puts a person into more groups, all or none; missing groups come into being. −1303, −1310, −1311. */
  addgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<AddGroupIdsData> {
    return this.#write(options, (api) => api.addgroupids(fields.person_id, plain(fields.group_ids)));
  }

  /** Takes a person out of groups; the last one may go, too. −1303, −1306 when the person is in none of them. */
  delgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<DelGroupIdsData> {
    return this.#write(options, (api) => api.delgroupids(fields.person_id, plain(fields.group_ids)));
  }

  /** −1303. */
  getinfo(person_id: string, options: CallOptions = {}): Promise<GetInfoData> {
    return this.#read(options, (api) => api.getinfo(person_id));
  }

  /** Persons of a group, ids in ascending order. −1306. */
  getpersonids(group_id: string, options: CallOptions = {}): Promise<GetPersonIdsData> {
    return this.#read(options, (api) => api.getpersonids(group_id));
  }

  /** Groups of the appid, ids in ascending order; an empty list when there are none. */
  getgroupids(options: CallOptions = {}): Promise<GetGroupIdsData> {
    return this.#read(options, (api) => api.getgroupids());
  }

  /** Faces of a person in the order they were added. −1303. */
  getfaceids(person_id: string, options: CallOptions = {}): Promise<GetFaceIdsData> {
    return this.#read(options, (api) => api.getfaceids(person_id));
  }

  /**
   * Is the largest face of the picture this person's? The best of the person's faces counts.
   * Codes: −1303 no such person; −1305 no face enrolled; −1103 enrolled with another model; those of a picture:
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
    const taken = takeNow(image);
    return this.#call(options, async (signal) => {
      const began = performance.now();
      const matchConfidence =
        options.matchConfidence ?? this.#options.matchConfidence ?? DEFAULT_MATCH_CONFIDENCE;
      checkConfidence(matchConfidence);
      const { origin, calibration } = this.#vision.info;
      await this.#gallery.read(signal, (api) => api.admitProbe(person_id, origin));
      const probe = await this.#vision.extract(taken, signal);
      const extracted = performance.now();
      const match = await this.#gallery.read(signal, (api) =>
        api.match(person_id, probe.template, probe.origin, calibration),
      );
      const ended = performance.now();
      this.#vision.considerWebgpu();
      const verdict: VerifyData = {
        session_id: crypto.randomUUID(),
        confidence: match.confidence,
        ismatch: match.confidence >= matchConfidence,
      };
      if (!options.detail) return verdict;
      const { face, image: size, origin: made, backend, timingsMs } = probe;
      const { similarity, face_id, compared } = match;
      const detail: VerifyDetail = {
        similarity,
        face_id,
        compared,
        matchConfidence,
        face,
        image: size,
        origin: made,
        backend,
        timingsMs: { ...timingsMs, match: ended - extracted, total: ended - began },
      };
      return { ...verdict, detail };
    });
  }

  /**
   * Extension, not in v1: the template of the picture's largest face, for evaluation and for hosts with a
   * gallery of their own. Same path and codes as `verify`'s picture.
   */
  extract(image: ImageInput, options: CallOptions = {}): Promise<Extraction> {
    const taken = takeNow(image);
    return this.#call(options, (signal) => this.#vision.extract(taken, signal));
  }

  /** What runs where, and why. Changes when `auto` moves to WebGPU. */
  info(): EngineInfo {
    const { origin, dimension, threads, loadMs, versions } = this.#vision.info;
    return {
      appid: this.#options.appid,
      model: { ...origin, dimension },
      backend: this.#vision.backend,
      threads,
      crossOriginIsolated: globalThis.crossOriginIsolated ?? false,
      loadMs,
      versions,
    };
  }

  /** Ends both workers, which frees all memory. Pending and later calls reject with 213. */
  async close(): Promise<void> {
    this.#vision.close();
    this.#gallery.close();
  }

  /** `close`, for `await using`; not every browser has the symbol yet. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #call<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return withDeadline(options, this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS, work);
  }

  #read<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.#call(options, (signal) => this.#gallery.read(signal, run));
  }

  #write<T>(options: CallOptions, run: GalleryCall<T>): Promise<T> {
    return this.#call(options, (signal) => this.#gallery.write(signal, run));
  }
}

/** An array that can be cloned: frameworks hand over proxies, which cannot. */
function plain(ids: readonly string[]): readonly string[] {
  return Array.isArray(ids) ? [...ids] : ids;
}

function checkConfidence(value: number): void {
  if (!(value >= 0 && value <= 100)) throw new FaceError(-1313, 'matchConfidence must lie between 0 and 100');
}
