import type { Extraction, TemplateOrigin } from './face';
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
  NewPersonData,
  SetInfoData,
} from './v1';

interface GalleryOptions {
  readonly appid: string;
}

/** What a face's record needs from an extraction. */
export type NewFace = Pick<Extraction, 'template' | 'origin' | 'face' | 'image'>;

export interface NewPerson {
  readonly person_id: string;
  readonly group_ids: readonly string[];
  readonly person_name: string;
  readonly tag: string;
}

/** What `setinfo` changes; an absent field stays as it is. */
export interface PersonChanges {
  readonly person_name?: string;
  readonly tag?: string;
}

/** A probe template against one person's stored faces. */
export interface PersonMatch {
  /** Highest cosine similarity among the person's faces, −1…1. */
  readonly similarity: number;
  readonly confidence: number;
  /** The face that gave it. */
  readonly face_id: string;
  /** Number of faces compared. */
  readonly compared: number;
}

/** The gallery worker as the page sees it through comlink. Fields and codes are those of the v1 API. */
export interface RemoteGallery {
  /** Opens the appid's database; once per worker. */
  start(options: GalleryOptions): Promise<Reply<null>>;
  /** Would `newperson` be accepted? Asked before the picture is looked at; checked again when writing. */
  admitPerson(person: NewPerson): Promise<Reply<null>>;
  /** Does the person exist, and is there room for one more face? */
  admitFace(person_id: string, tag: string): Promise<Reply<null>>;
  /** Has the person faces that templates of this origin may be compared with? */
  admitProbe(person_id: string, origin: TemplateOrigin): Promise<Reply<null>>;
  newperson(person: NewPerson, face: NewFace): Promise<Reply<NewPersonData>>;
  /** Adds one face and answers its face_id. */
  addface(person_id: string, face: NewFace, tag: string): Promise<Reply<string>>;
  delface(person_id: string, face_ids: readonly string[]): Promise<Reply<DelFaceData>>;
  delperson(person_id: string): Promise<Reply<DelPersonData>>;
  setinfo(person_id: string, changes: PersonChanges): Promise<Reply<SetInfoData>>;
  addgroupids(person_id: string, group_ids: readonly string[]): Promise<Reply<AddGroupIdsData>>;
  delgroupids(person_id: string, group_ids: readonly string[]): Promise<Reply<DelGroupIdsData>>;
  getinfo(person_id: string): Promise<Reply<GetInfoData>>;
  getpersonids(group_id: string): Promise<Reply<GetPersonIdsData>>;
  getgroupids(): Promise<Reply<GetGroupIdsData>>;
  getfaceids(person_id: string): Promise<Reply<GetFaceIdsData>>;
  match(
    person_id: string,
    template: Float32Array,
    origin: TemplateOrigin,
    calibration: Calibration,
  ): Promise<Reply<PersonMatch>>;
}
