import type { AddFaceDetail, FaceInfoDetail } from './details';
import type { AddFaceFields, MembershipFields, NewPersonFields, SetInfoFields } from './fields';
import type { CallOptions, LivenessOptions } from './options';
import type {
  AddFaceData,
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
} from './v1';

/** Methods for persons and their faces. Codes in a description are those of the FaceError that the call rejects with. */
export interface PersonMethods {
  /**
   * Creates a person and puts them into groups. Groups that do not exist are created. The person has one `image`, or up to 20 `images`: all
   * good ones are enrolled at once. With `images`, `ret_codes` has a code per picture, and `face_ids` has an empty string for each refused one.
   * The code −1312 there means that the picture is almost the same as one before it. With `detail`, the answer also has the quality of each face and the reason of each refusal.
   * Codes: −1301, −1304 (also for more than 20 pictures), −1313 for the fields; −1300 no pictures; −1302 the person exists; −1310, −1311
   * groups are full. When no picture is good, the call rejects with the code of the first, and the error's `data.faces` has them
   * all; −1103 means that the face is not good enough, and `data.reasons` has the reasons. With `liveness: 'require'`, every picture is a
   * capture of `checkLiveness`; any other is −1103 `liveness`.
   */
  newperson(
    fields: NewPersonFields,
    options: LivenessOptions & { readonly detail: true },
  ): Promise<NewPersonData & { detail: AddFaceDetail }>;
  newperson(fields: NewPersonFields, options?: LivenessOptions): Promise<NewPersonData>;

  /**
   * Adds pictures to a person. A refused picture has its code in `ret_codes` and an empty string in `face_ids`; the others are still
   * added. −1312 there means that the picture is almost the same as one that the person has. The call rejects when it is wrong as a
   * whole: −1300 no pictures; −1303 no such person; −1304, also for more than 20 pictures; −1309 the person has 20 faces; −1313. With `detail`, the
   * answer also has the quality of each face and why it was refused. With `liveness: 'require'`, every picture is a capture of `checkLiveness`;
   * any other is refused with −1103.
   */
  addface(
    fields: AddFaceFields,
    options: LivenessOptions & { readonly detail: true },
  ): Promise<AddFaceData & { detail: AddFaceDetail }>;
  addface(fields: AddFaceFields, options?: LivenessOptions): Promise<AddFaceData>;

  /** Deletes faces of a person. The answer's `face_ids` are those that belonged to the person. −1303; −1305 when none did. */
  delface(
    fields: { person_id: string; face_ids: readonly string[] },
    options?: CallOptions,
  ): Promise<DelFaceData>;

  /** Deletes a person with all faces and memberships. Groups that are empty then cease to exist. −1303. */
  delperson(person_id: string, options?: CallOptions): Promise<DelPersonData>;

  /** Changes a person's name or tag. −1303, −1304, −1313. */
  setinfo(fields: SetInfoFields, options?: CallOptions): Promise<SetInfoData>;

  /** Reads a person's name, tag and groups. −1303. */
  getinfo(person_id: string, options?: CallOptions): Promise<GetInfoData>;

  /** Lists the faces of a person, in the order in which they were added. −1303. */
  getfaceids(person_id: string, options?: CallOptions): Promise<GetFaceIdsData>;

  /** Reads the box and pose that a stored face had in its picture. −1305. With `detail`, also what made its template. */
  getfaceinfo(
    face_id: string,
    options: CallOptions & { readonly detail: true },
  ): Promise<GetFaceInfoData & { detail: FaceInfoDetail }>;
  getfaceinfo(face_id: string, options?: CallOptions): Promise<GetFaceInfoData>;
}

/** Methods for groups of persons. */
export interface GroupMethods {
  /** Puts a person into more groups: into all of them or, when the call rejects, into none. Missing groups are created. −1303, −1310, −1311. */
  addgroupids(fields: MembershipFields, options?: CallOptions): Promise<AddGroupIdsData>;

  /** Takes a person out of groups, even out of the last one. −1303; −1306 when the person is in none of them. */
  delgroupids(fields: MembershipFields, options?: CallOptions): Promise<DelGroupIdsData>;

  /** Lists the groups of the appid, in ascending order. The list is empty when there are none. */
  getgroupids(options?: CallOptions): Promise<GetGroupIdsData>;

  /** Lists the persons of a group, in ascending order. −1306. */
  getpersonids(group_id: string, options?: CallOptions): Promise<GetPersonIdsData>;
}
