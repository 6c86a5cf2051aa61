/** `data` of the v1 endpoints, field by field as on the wire. */
export interface NewPersonData {
  session_id: string;
  suc_group: number;
  suc_face: number;
  person_id: string;
  face_id: string;
  group_ids: string[];
}

export interface AddFaceData {
  session_id: string;
  added: number;
  /** In the order of the pictures; an empty string where a picture was refused. */
  face_ids: string[];
  /** 0 or an error code, one a picture. */
  ret_codes: number[];
}

export interface DelFaceData {
  session_id: string;
  deleted: number;
  face_ids: string[];
}

export interface DelPersonData {
  session_id: string;
  person_id: string;
  deleted: number;
}

export interface SetInfoData {
  session_id: string;
  person_id: string;
}

export interface AddGroupIdsData {
  session_id: string;
  person_id: string;
  /** Groups newly joined. */
  added: number;
  /** All groups the person is in now, in the order they were joined. */
  group_ids: string[];
}

export interface DelGroupIdsData {
  session_id: string;
  person_id: string;
  /** Groups left. */
  deleted: number;
  /** All groups the person is in now. */
  group_ids: string[];
}

export interface GetInfoData {
  session_id: string;
  person_id: string;
  person_name: string;
  /** In the order they were added. */
  face_ids: string[];
  /** In the order they were joined. */
  group_ids: string[];
  tag: string;
}

export interface GetPersonIdsData {
  person_ids: string[];
}

export interface GetGroupIdsData {
  group_ids: string[];
}

export interface GetFaceIdsData {
  face_ids: string[];
}

export interface VerifyData {
  session_id: string;
  /** 0…100; 70, 80, 90 stand for false match rates of 1e-3, 1e-4, 1e-5. */
  confidence: number;
  ismatch: boolean;
}
