import type { Extraction, Pose, TemplateOrigin } from './face';
import type { Calibration } from './manifest';
import type { Reply } from './reply';
import type {
  AddGroupIdsData,
  DelFaceData,
  DelGroupIdsData,
  DelPersonData,
  GetFaceIdsData,
  GetGroupIdsData,
  GetInfoData,
  GetPersonIdsData,
  IdentifyItem,
  NewPersonData,
  SetInfoData,
} from './v1';

/** What a face's record needs from an extraction, and the id it is stored under. */
export interface NewFace extends Pick<Extraction, 'template' | 'origin' | 'face' | 'image'> {
  readonly face_id: string;
  readonly pose: Pose;
}

/** What was measured of a stored face; never its template. */
export type StoredFace = Pick<NewFace, 'face_id' | 'face' | 'pose' | 'image'>;

export interface NewPerson {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name: string;
  readonly tag: string;
}

/** What `setinfo` changes; an absent field stays as it is. */
export interface PersonChanges {
  readonly person_name?: string | undefined;
  readonly tag?: string | undefined;
}

export interface MembershipChange {
  readonly person_id: string;
  readonly group_ids: readonly string[];
}

/** Groups to search: one of them, or several together. */
export interface GroupChoice {
  readonly group_id?: string | undefined;
  readonly group_ids?: readonly string[] | undefined;
}

/** A template to compare with those of the same origin, and the scale for what comes out. */
export interface Probe {
  /** Unit length. */
  readonly template: Float32Array;
  readonly origin: TemplateOrigin;
  readonly calibration: Calibration;
}

/** A probe template against one person's stored faces. */
export interface PersonMatch {
  /** Highest cosine similarity among the person's faces, −1…1. */
  readonly similarity: number;
  /** The face that gave it. */
  readonly face_id: string;
  /** Cosine similarity to the mean of the person's templates, −1…1, from which the confidence comes. */
  readonly pooled: number;
  readonly confidence: number;
  /** Number of faces compared. */
  readonly compared: number;
}

/**
 * The gallery worker as the page sees it through comlink. It holds any number of appids, which share nothing;
 * fields and codes are those of the v1 API. An appid that is no id rejects with −1301, −1304 or −1313.
 */
export interface RemoteGallery {
  /** Opens the appid's database, which otherwise happens at the first call. */
  open(appid: string): Promise<Reply<null>>;
  /** Would `newperson` be accepted? Asked before the picture is looked at; checked again when writing. */
  admitPerson(appid: string, person: NewPerson): Promise<Reply<null>>;
  /** Does the person exist, and is there room for one more face? */
  admitFace(appid: string, person_id: string, tag: string): Promise<Reply<null>>;
  /** Has the person faces that templates of this origin may be compared with? */
  admitProbe(appid: string, person_id: string, origin: TemplateOrigin): Promise<Reply<null>>;
  /** Do these groups exist? */
  admitSearch(appid: string, groups: GroupChoice): Promise<Reply<null>>;
  newperson(appid: string, person: NewPerson, face: NewFace): Promise<Reply<NewPersonData>>;
  /**
   * Adds one face. One whose similarity to a face of the person is `copySimilarity` or more shows the same photo
   * again: −1312.
   */
  addface(
    appid: string,
    person_id: string,
    face: NewFace,
    tag: string,
    copySimilarity: number,
  ): Promise<Reply<null>>;
  delface(appid: string, person_id: string, face_ids: readonly string[]): Promise<Reply<DelFaceData>>;
  delperson(appid: string, person_id: string): Promise<Reply<DelPersonData>>;
  setinfo(appid: string, person_id: string, changes: PersonChanges): Promise<Reply<SetInfoData>>;
  addgroupids(appid: string, change: MembershipChange): Promise<Reply<AddGroupIdsData>>;
  delgroupids(appid: string, change: MembershipChange): Promise<Reply<DelGroupIdsData>>;
  getinfo(appid: string, person_id: string): Promise<Reply<GetInfoData>>;
  getpersonids(appid: string, group_id: string): Promise<Reply<GetPersonIdsData>>;
  getgroupids(appid: string): Promise<Reply<GetGroupIdsData>>;
  getfaceids(appid: string, person_id: string): Promise<Reply<GetFaceIdsData>>;
  getface(appid: string, face_id: string): Promise<Reply<StoredFace>>;
  /** The probe against one person. */
  match(appid: string, person_id: string, probe: Probe): Promise<Reply<PersonMatch>>;
  /** For each probe the five persons of the groups that look most like it, best first. */
  search(
    appid: string,
    groups: GroupChoice,
    probes: readonly Probe[],
  ): Promise<Reply<readonly IdentifyItem[][]>>;
  /** Two templates of one origin on the scale of `confidence`, 0…100. Needs no gallery, only its numbers. */
  compare(a: Probe, b: Float32Array): Promise<Reply<number>>;
}
