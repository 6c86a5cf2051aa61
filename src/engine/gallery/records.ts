import type { CallOptions, MembershipFields, SetInfoFields } from '../../api';
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
  MembershipChange,
  SetInfoData,
} from '../../protocol';
import { faceItem } from '../answers';
import type { GalleryCall } from './gallery-side';
import { GalleryKeeping } from './keeping';
import { inSession, plain } from './methods';

/** Persons, faces and groups: what needs no picture. */
export abstract class GalleryRecords extends GalleryKeeping {
  /** Deletes faces of a person; `face_ids` of the answer are those that were theirs. −1303, −1305 when none was. */
  delface(
    fields: { person_id: string; face_ids: readonly string[] },
    options: CallOptions = {},
  ): Promise<DelFaceData> {
    return this.write(options, (api, appid) => api.delface(appid, fields.person_id, plain(fields.face_ids)));
  }

  /** Deletes a person with all faces and memberships; groups left empty cease to exist. −1303. */
  delperson(person_id: string, options: CallOptions = {}): Promise<DelPersonData> {
    return this.write(options, (api, appid) => api.delperson(appid, person_id));
  }

  /** Changes a person's name or tag. −1303, −1304, −1313. */
  setinfo(fields: SetInfoFields, options: CallOptions = {}): Promise<SetInfoData> {
    const { person_id, person_name, tag } = fields;
    return this.write(options, (api, appid) => api.setinfo(appid, person_id, { person_name, tag }));
  }

  /** Puts a person into more groups, all or none; missing groups come into being. −1303, −1310, −1311. */
  addgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<AddGroupIdsData> {
    return this.#changeGroups(fields, options, (change) => (api, appid) => api.addgroupids(appid, change));
  }

  /** Takes a person out of groups; the last one may go, too. −1303, −1306 when the person is in none of them. */
  delgroupids(fields: MembershipFields, options: CallOptions = {}): Promise<DelGroupIdsData> {
    return this.#changeGroups(fields, options, (change) => (api, appid) => api.delgroupids(appid, change));
  }

  /** −1303. */
  getinfo(person_id: string, options: CallOptions = {}): Promise<GetInfoData> {
    return this.read(options, (api, appid) => api.getinfo(appid, person_id));
  }

  /** Persons of a group, ids in ascending order. −1306. */
  getpersonids(group_id: string, options: CallOptions = {}): Promise<GetPersonIdsData> {
    return this.read(options, (api, appid, callId) => api.getpersonids(appid, group_id, callId));
  }

  /** Groups of the appid, ids in ascending order; an empty list when there are none. */
  getgroupids(options: CallOptions = {}): Promise<GetGroupIdsData> {
    return this.read(options, (api, appid, callId) => api.getgroupids(appid, callId));
  }

  /** Faces of a person in the order they were added. −1303. */
  getfaceids(person_id: string, options: CallOptions = {}): Promise<GetFaceIdsData> {
    return this.read(options, (api, appid) => api.getfaceids(appid, person_id));
  }

  /** Box and pose of a stored face, in the picture it came from. −1305. */
  getfaceinfo(face_id: string, options: CallOptions = {}): Promise<GetFaceInfoData> {
    return this.call(options, async (signal) => {
      const face = await this.gallery.read(signal, (api, appid) => api.getface(appid, face_id));
      return { face_info: faceItem(face) };
    });
  }

  #changeGroups<T extends { session_id: string }>(
    fields: MembershipFields,
    options: CallOptions,
    change: (fields: MembershipChange) => GalleryCall<T>,
  ): Promise<T> {
    const { person_id } = fields;
    const run = change({ person_id, group_ids: plain(fields.group_ids) });
    return this.write(options, run).then((data) => inSession(fields, data));
  }
}
