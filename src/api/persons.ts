import type {
  AddFaceDetail,
  AddFaceFields,
  CallOptions,
  FaceInfoDetail,
  MembershipFields,
  NewPersonFields,
  SetInfoFields,
} from './options';
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

/** Persons and their faces. */
export interface PersonMethods {
  /**
   * Creates a person and puts them into groups, which come into being with them: from one `image`, or from up to 20 `images`, of which
   * those that are good are enrolled, all at once. Then `ret_codes` says what became of each, and `face_ids` has an empty string for one
   * that was refused; −1312 there: almost the same photo as one before it. With `detail`, also the quality of each face and why it was refused.
   * Codes: −1301, −1304, also for more than 20 pictures, −1313 for the fields; −1300 no pictures; −1302 person exists; −1310, −1311
   * groups full; when no picture is good that of the first, with all of them in the error's `data.faces`; −1103 for a face that is not
   * good enough, with all reasons in `data.reasons`.
   */
  newperson(
    fields: NewPersonFields,
    options: CallOptions & { readonly detail: true },
  ): Promise<NewPersonData & { detail: AddFaceDetail }>;
  newperson(fields: NewPersonFields, options?: CallOptions): Promise<NewPersonData>;

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

  /** Deletes faces of a person; `face_ids` of the answer are those that were theirs. −1303, −1305 when none was. */
  delface(
    fields: { person_id: string; face_ids: readonly string[] },
    options?: CallOptions,
  ): Promise<DelFaceData>;

  /** Deletes a person with all faces and memberships; groups left empty cease to exist. −1303. */
  delperson(person_id: string, options?: CallOptions): Promise<DelPersonData>;

  /** Changes a person's name or tag. −1303, −1304, −1313. */
  setinfo(fields: SetInfoFields, options?: CallOptions): Promise<SetInfoData>;

  /** −1303. */
  getinfo(person_id: string, options?: CallOptions): Promise<GetInfoData>;

  /** Faces of a person in the order they were added. −1303. */
  getfaceids(person_id: string, options?: CallOptions): Promise<GetFaceIdsData>;

  /** Box and pose of a stored face, in the picture it came from. −1305. With `detail`, also what made its template. */
  getfaceinfo(
    face_id: string,
    options: CallOptions & { readonly detail: true },
  ): Promise<GetFaceInfoData & { detail: FaceInfoDetail }>;
  getfaceinfo(face_id: string, options?: CallOptions): Promise<GetFaceInfoData>;
}

/** Groups of persons. */
export interface GroupMethods {
  /** Puts a person into more groups, all or none; missing groups come into being. −1303, −1310, −1311. */
  addgroupids(fields: MembershipFields, options?: CallOptions): Promise<AddGroupIdsData>;

  /** Takes a person out of groups; the last one may go, too. −1303, −1306 when the person is in none of them. */
  delgroupids(fields: MembershipFields, options?: CallOptions): Promise<DelGroupIdsData>;

  /** Groups of the appid, ids in ascending order; an empty list when there are none. */
  getgroupids(options?: CallOptions): Promise<GetGroupIdsData>;

  /** Persons of a group, ids in ascending order. −1306. */
  getpersonids(group_id: string, options?: CallOptions): Promise<GetPersonIdsData>;
}
