// Made by `npm run docs` from src/http/contract.

export interface FaceItem {
  /** a decimal of 19 digits */
  face_id: string;
  /** left edge, px of the upright picture */
  x: number;
  /** top edge, px */
  y: number;
  /** px */
  width: number;
  /** px */
  height: number;
  /** degrees, −30…30, positive looking up */
  pitch?: number;
  /** degrees, −30…30, positive when the nose points to the right edge of the picture */
  yaw?: number;
  /** degrees, −180…180, positive when turned clockwise as seen in the picture */
  roll?: number;
}

export interface FaceRect {
  /** left edge, px of the upright picture */
  x: number;
  /** top edge, px */
  y: number;
  /** px */
  width: number;
  /** px */
  height: number;
}

export interface FaceShape {
  /** 21: from eye level at the left along the jaw, the chin at index 10, to eye level at the right */
  face_profile: ShapePoint[];
  /** 8: outer corner, lower lid, inner corner at index 4, upper lid */
  left_eye: ShapePoint[];
  /** 8: the mirror image of the left one */
  right_eye: ShapePoint[];
  /** 8: outer end, lower edge, inner end at index 4, upper edge */
  left_eyebrow: ShapePoint[];
  /** 8: the mirror image of the left one */
  right_eyebrow: ShapePoint[];
  /** 22: left corner, lower edge of the lower lip, right corner at index 6, upper edge of the upper lip; from 12 the upper edge of the lower lip from left to right, from 17 the lower edge of the upper lip from right to left */
  mouth: ShapePoint[];
  /** 13: tip, bridge, left side down to the wing, base from index 6 to 8, right wing, right side up */
  nose: ShapePoint[];
}

export interface IdentifyItem {
  /** the person */
  person_id: string;
  /** their face that looks most like it */
  face_id: string;
  /** 0…100, as for verify */
  confidence: number;
  /** remark on that face */
  tag: string;
}

export interface MultiIdentifyItem {
  /** at most 5 persons, best first */
  candidates: IdentifyItem[];
  /** where this face is */
  face_rect: FaceRect;
}

export interface ShapePoint {
  /** px from the left edge of the upright picture, within it */
  x: number;
  /** px from its top edge */
  y: number;
}

/** `data` of /face/newperson. */
export interface NewPersonData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** number of groups joined: all of them, or the call fails */
  suc_group: number;
  /** number of faces stored: 1 or more */
  suc_face: number;
  /** chosen by the caller, unique within the appid */
  person_id: string;
  /** the first face stored: a decimal of 19 digits, larger than a double can hold */
  face_id: string;
  /** the groups joined, in the order asked for, without repetitions */
  group_ids: string[];
  /** of `images` and `urls` only: one per picture, an empty text where one was refused */
  face_ids?: string[];
  /** of `images` and `urls` only, with an error, too: one per picture, 0 or why it was refused */
  ret_codes?: number[];
}

/** `data` of /face/delperson. */
export interface DelPersonData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** chosen by the caller, unique within the appid */
  person_id: string;
  /** number of persons deleted: 1 */
  deleted: number;
}

/** `data` of /face/setinfo. */
export interface SetInfoData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** chosen by the caller, unique within the appid */
  person_id: string;
}

/** `data` of /face/getinfo. */
export interface GetInfoData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** chosen by the caller, unique within the appid */
  person_id: string;
  /** empty when never set */
  person_name: string;
  /** in the order they were added */
  face_ids: string[];
  /** in the order they were joined */
  group_ids: string[];
  /** remark on the person */
  tag: string;
}

/** `data` of /face/addface. */
export interface AddFaceData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** number of faces stored */
  added: number;
  /** one a picture, in their order; an empty text where one was refused */
  face_ids: string[];
  /** one a picture: 0 or why it was refused */
  ret_codes: number[];
}

/** `data` of /face/delface. */
export interface DelFaceData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** number of faces deleted */
  deleted: number;
  /** the faces deleted */
  face_ids: string[];
}

/** `data` of /face/getfaceids. */
export interface GetFaceIdsData {
  /** in the order they were added */
  face_ids: string[];
}

/** `data` of /face/getfaceinfo. */
export interface GetFaceInfoData {
  /** box and pose in the picture it came from */
  face_info: FaceItem;
}

/** `data` of /face/getgroupids. */
export interface GetGroupIdsData {
  /** ascending */
  group_ids: string[];
}

/** `data` of /face/getpersonids. */
export interface GetPersonIdsData {
  /** ascending */
  person_ids: string[];
}

/** `data` of /face/addgroupids. */
export interface AddGroupIdsData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** chosen by the caller, unique within the appid */
  person_id: string;
  /** groups newly joined; those joined before do not count */
  added: number;
  /** the groups the person is in now, in the order they were joined */
  group_ids: string[];
}

/** `data` of /face/delgroupids. */
export interface DelGroupIdsData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** chosen by the caller, unique within the appid */
  person_id: string;
  /** groups left */
  deleted: number;
  /** the groups the person is in now */
  group_ids: string[];
}

/** `data` of /face/verify. */
export interface VerifyData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** 0…100, cut to 0.1; 70, 80, 90 stand for false match rates of 1e-3, 1e-4, 1e-5 */
  confidence: number;
  /** confidence is at least 75, or what the engine was told */
  ismatch: boolean;
}

/** `data` of /face/identify. */
export interface IdentifyData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** at most 5 persons, best first, without a cut-off */
  candidates: IdentifyItem[];
}

/** `data` of /face/multidentify. */
export interface MultiIdentifyData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** one a face, the largest first */
  results: MultiIdentifyItem[];
}

/** `data` of /face/compare. */
export interface CompareData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** 0…100, cut to 0.1, on the scale of `confidence` */
  similarity: number;
  /** only with an error: 1 when the first picture is to blame, 2 the second */
  fail_flag?: number;
}

/** `data` of /face/detect. */
export interface DetectData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** px, after EXIF orientation */
  image_width: number;
  /** px */
  image_height: number;
  /** the largest first; from the sixth on without pose */
  face: FaceItem[];
}

/** `data` of /face/shape. */
export interface ShapeData {
  /** identifies the request; nothing asks for it later */
  session_id: string;
  /** px, after EXIF orientation */
  image_width: number;
  /** px */
  image_height: number;
  /** one a face, the largest first; faces without a contour are left out */
  face_shape: FaceShape[];
}

/** `data` of /face/livedetectpicture. */
export interface LiveDetectPictureData {
  /** 0…100; above 87 the largest face counts as living (docs/measured/liveness.md) */
  score: number;
}
