/**
 * Error codes of the v1 API with the engine constants that clients see as `message`.
 * Only the codes that mien raises are here; docs/api.md will list them all.
 */
export const ERROR_NAMES = {
  213: 'ERROR_INTERNAL',
  [-1101]: 'SDK_IMAGE_FACEDETECT_FAILED',
  [-1102]: 'SDK_IMAGE_DECODE_FAILED',
  [-1103]: 'SDK_FEAT_PROCESSFAILED',
  [-1200]: 'STORAGE_ERROR',
  [-1300]: 'ERROR_IMAGE_EMPTY',
  [-1301]: 'ERROR_PARAMETER_EMPTY',
  [-1302]: 'ERROR_PERSON_EXISTED',
  [-1303]: 'ERROR_PERSON_NOT_EXISTED',
  [-1304]: 'ERROR_PARAMETER_TOO_LONG',
  [-1305]: 'ERROR_FACE_NOT_EXISTED',
  [-1306]: 'ERROR_GROUP_NOT_EXISTED',
  [-1308]: 'ERROR_DOWNLOAD_IMAGE_FAILED',
  [-1309]: 'ERROR_FACE_NUM_EXCEED',
  [-1310]: 'ERROR_PERSON_NUM_EXCEED',
  [-1311]: 'ERROR_GROUP_NUM_EXCEED',
  [-1313]: 'ERROR_PARAMETER_INVALID',
  [-1400]: 'ERROR_IMAGE_FORMAT_INVALID',
} as const;

export type ErrorCode = keyof typeof ERROR_NAMES;

/** What every failing operation of mien rejects with. `message` is `<constant>: <what to do about it>`. */
export class FaceError extends Error {
  override readonly name = 'FaceError';

  /** Number in the v1 API's error table, negative for face errors, positive for service errors. */
  readonly code: ErrorCode;

  /** The message without its constant. */
  readonly detail: string;

  constructor(code: ErrorCode, detail: string, cause?: unknown) {
    super(`${ERROR_NAMES[code]}: ${detail}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}
