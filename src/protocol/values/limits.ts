/** Limits of the v1 contract (persons, groups, faces, ids) and of this engine (pictures). */
export const LIMITS = {
  groupsPerApp: 5000,
  personsPerGroup: 20_000,
  facesPerPerson: 20,
  /** Ids in one list: all groups that an appid can have. The documents give no limit. */
  listedIds: 5000,
  /** Pictures of one `addface` or `newperson`: all that a person can have, and what the retired service's Java client sends. */
  listedPictures: 20,
  /** UTF-8 bytes of an appid, person_id, group_id or face_id: the successor API's rule. */
  idBytes: 64,
  /** UTF-8 bytes of a person_name or tag. The documents give none; the successor allows 60 characters. */
  textBytes: 1024,
  /** Bytes of a request on the wire. The documents say 1.5 MB and leave open which; the larger reading refuses nobody. */
  requestBytes: 1.5 * 2 ** 20,
  /** The same for `livedetectpicture`, the most that any endpoint takes. */
  liveRequestBytes: 6 * 2 ** 20,
  /** Characters of a picture's address: what is longer is no address, but may be a picture. */
  addressLength: 2048,
  /** Encoded bytes of the small picture of a person that is kept. */
  personPictureBytes: 16_384,
  /** Encoded bytes of one picture. */
  imageBytes: 64 * 2 ** 20,
  /** Pixels of a picture that comes decoded, as ImageData, bitmap, canvas or frame. */
  rawPixels: 50_000_000,
  /** Pixels of a picture that is decoded whole, 8192²: what the largest sensors give, and 268 MB of RGBA. */
  imagePixels: 2 ** 26,
  /** Pixels of one whose format is decoded at a part of its size, JPEG, where the browser can. */
  reducedPixels: 110_000_000,
  /** Passes over the pixels of a JPEG picture: encoders make 4 to 14. */
  jpegScans: 100,
} as const;
