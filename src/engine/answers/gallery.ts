import type {
  AddGroupIdsData,
  DelFaceData,
  DelGroupIdsData,
  DelPersonData,
  GetFaceIdsData,
  GetFaceInfoData,
  GetGroupIdsData,
  GetInfoData,
  GetPersonIdsData,
  NewPersonData,
  SetInfoData,
} from '../../api';
import type { AddedPerson, ChangedGroups, PersonInfo, StoredFace } from '../../protocol';
import { faceItem } from './face-item';
import { countStored, type PictureOutcome, pictureCodes } from './picture-codes';
import { sessionId } from './session';

type Ids = readonly string[];

/** What v1 answers of a gallery's persons, faces and groups. */
export const galleryAnswers = {
  /** `listed`: the pictures came as a list, and are answered one by one. */
  newperson: (
    person_id: string,
    { faceId, groups }: AddedPerson,
    pictures: readonly PictureOutcome[],
    listed: boolean,
  ): NewPersonData => ({
    session_id: sessionId(),
    suc_group: groups.length,
    suc_face: countStored(pictures),
    person_id,
    face_id: faceId,
    group_ids: [...groups],
    ...(listed && pictureCodes(pictures)),
  }),
  delperson: (person_id: string): DelPersonData => ({ session_id: sessionId(), person_id, deleted: 1 }),
  setinfo: (person_id: string): SetInfoData => ({ session_id: sessionId(), person_id }),
  getinfo: (person_id: string, { name, tag, faceIds, groups }: PersonInfo): GetInfoData => ({
    session_id: sessionId(),
    person_id,
    person_name: name,
    tag,
    face_ids: [...faceIds],
    group_ids: [...groups],
  }),
  delface: (deleted: Ids): DelFaceData => ({
    session_id: sessionId(),
    deleted: deleted.length,
    face_ids: [...deleted],
  }),
  getfaceids: (faces: Ids): GetFaceIdsData => ({ face_ids: [...faces] }),
  getfaceinfo: (face: StoredFace): GetFaceInfoData => ({ face_info: faceItem(face) }),
  getgroupids: (groups: Ids): GetGroupIdsData => ({ group_ids: [...groups] }),
  getpersonids: (persons: Ids): GetPersonIdsData => ({ person_ids: [...persons] }),
  addgroupids: (of: Membership, { changed, groups }: ChangedGroups): AddGroupIdsData => ({
    session_id: sessionId(of.session_id),
    person_id: of.person_id,
    added: changed,
    group_ids: [...groups],
  }),
  delgroupids: (of: Membership, { changed, groups }: ChangedGroups): DelGroupIdsData => ({
    session_id: sessionId(of.session_id),
    person_id: of.person_id,
    deleted: changed,
    group_ids: [...groups],
  }),
};

/** What was asked, as far as it comes back. */
interface Membership {
  readonly person_id: string;
  readonly session_id?: string;
}
