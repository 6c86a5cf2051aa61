import type {
  AddGroupIdsData,
  CallOptions,
  DelFaceData,
  DelGroupIdsData,
  DelPersonData,
  GetFaceIdsData,
  GetFaceInfoData,
  GetGroupIdsData,
  GetInfoData,
  GetPersonIdsData,
  MembershipFields,
  SetInfoData,
  SetInfoFields,
} from '../../api';
import type { MembershipChange } from '../../protocol';
import { galleryAnswers } from '../answers';
import { GalleryKeeping } from './keeping';
import { plain } from './methods';

/** Persons, faces and groups: what needs no picture. */
export abstract class GalleryRecords extends GalleryKeeping {
  /** Deletes faces of a person; `face_ids` of the answer are those that were theirs. −1303, −1305 when none was. */
  async delface(
    fields: { person_id: string; face_ids: readonly string[] },
    options: CallOptions = {},
  ): Promise<DelFaceData> {
    const { person_id, face_ids } = fields;
    const deleted = await this.write(options, (api, appid) => api.delface(appid, person_id, plain(face_ids)));
    return galleryAnswers.delface(deleted);
  }

  /** Deletes a person with all faces and memberships; groups left empty cease to exist. −1303. */
  async delperson(person_id: string, options: CallOptions = {}): Promise<DelPersonData> {
    await this.write(options, (api, appid) => api.delperson(appid, person_id));
    return galleryAnswers.delperson(person_id);
  }

  /** Changes a person's name or tag. −1303, −1304, −1313. */
  async setinfo(fields: SetInfoFields, options: CallOptions = {}): Promise<SetInfoData> {
    const { person_id, person_name, tag } = fields;
    await this.write(options, (api, appid) => api.setinfo(appid, person_id, { person_name, tag }));
    return galleryAnswers.setinfo(person_id);
  }

  /** Puts a person into more groups, all or none; missing groups come into being. −1303, −1310, −1311. */
  async addgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<AddGroupIdsData> {
    const change = changeOf(fields);
    const changed = await this.write(options, (api, appid) => api.addgroupids(appid, change));
    return galleryAnswers.addgroupids(fields, changed);
  }

  /** Takes a person out of groups; the last one may go, too. −1303, −1306 when the person is in none of them. */
  async delgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<DelGroupIdsData> {
    const change = changeOf(fields);
    const changed = await this.write(options, (api, appid) => api.delgroupids(appid, change));
    return galleryAnswers.delgroupids(fields, changed);
  }

  /** −1303. */
  async getinfo(person_id: string, options: CallOptions = {}): Promise<GetInfoData> {
    const info = await this.read(options, (api, appid) => api.getinfo(appid, person_id));
    return galleryAnswers.getinfo(person_id, info);
  }

  /** Persons of a group, ids in ascending order. −1306. */
  async getpersonids(group_id: string, options: CallOptions = {}): Promise<GetPersonIdsData> {
    const persons = await this.read(options, (api, appid, callId) =>
      api.getpersonids(appid, group_id, callId),
    );
    return galleryAnswers.getpersonids(persons);
  }

  /** Groups of the appid, ids in ascending order; an empty list when there are none. */
  async getgroupids(options: CallOptions = {}): Promise<GetGroupIdsData> {
    const groups = await this.read(options, (api, appid, callId) => api.getgroupids(appid, callId));
    return galleryAnswers.getgroupids(groups);
  }

  /** Faces of a person in the order they were added. −1303. */
  async getfaceids(person_id: string, options: CallOptions = {}): Promise<GetFaceIdsData> {
    const faces = await this.read(options, (api, appid) => api.getfaceids(appid, person_id));
    return galleryAnswers.getfaceids(faces);
  }

  /** Box and pose of a stored face, in the picture it came from. −1305. */
  async getfaceinfo(face_id: string, options: CallOptions = {}): Promise<GetFaceInfoData> {
    const face = await this.read(options, (api, appid) => api.getface(appid, face_id));
    return galleryAnswers.getfaceinfo(face);
  }
}

function changeOf({ person_id, group_ids }: MembershipFields): MembershipChange {
  return { person_id, group_ids: plain(group_ids) };
}
