/**
 * Every error code that mien raises, with the constant that stands in an answer's `message`. The negative ones are
 * the retired engine's; for the positive ones the documents give no text. docs/reference/api.md says when each is raised.
 */
export const ERROR_NAMES = {
  3: 'ERROR_BAD_REQUEST',
  4: 'ERROR_SIGN_EMPTY',
  5: 'ERROR_SIGN_MALFORMED',
  6: 'ERROR_SIGN_FOR_OTHER_APPID',
  9: 'ERROR_SIGN_EXPIRED',
  10: 'ERROR_APPID_NOT_EXISTED',
  11: 'ERROR_SECRETID_NOT_EXISTED',
  12: 'ERROR_SECRETID_OF_OTHER_APPID',
  13: 'ERROR_SIGN_REPLAYED',
  14: 'ERROR_SIGN_WRONG',
  15: 'ERROR_TOO_FREQUENT',
  21: 'ERROR_PARAMETER_TYPE',
  23: 'ERROR_REQUEST_TOO_LARGE',
  24: 'ERROR_NOT_SUPPORTED_ON_THIS_DEVICE',
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
  [-1307]: 'ERROR_GROUPLIST_NOT_EXISTED',
  [-1308]: 'ERROR_DOWNLOAD_IMAGE_FAILED',
  [-1309]: 'ERROR_FACE_NUM_EXCEED',
  [-1310]: 'ERROR_PERSON_NUM_EXCEED',
  [-1311]: 'ERROR_GROUP_NUM_EXCEED',
  [-1312]: 'ERROR_SAME_FACE_ADDED',
  [-1313]: 'ERROR_PARAMETER_INVALID',
  [-1400]: 'ERROR_IMAGE_FORMAT_INVALID',
} as const;

export type ErrorCode = keyof typeof ERROR_NAMES;

/** Why a face is not good enough to be enrolled; docs/decisions/009 has the limits. */
export type QualityReason =
  | 'too_small'
  | 'blurred'
  | 'too_dark'
  | 'too_bright'
  | 'low_contrast'
  | 'turned_away'
  | 'cut_off'
  | 'unclear';

/** What of an error a program can read. */
export interface ErrorData {
  /** Which of `compare`'s pictures is to blame. */
  readonly fail_flag?: 1 | 2;
  /** −1103 on enrolment: all that is wrong with the picture. Not on the v1 wire, which has no such field. */
  readonly reasons?: readonly QualityReason[];
  /** −1200: what became of the storage. */
  readonly storage?: StorageTrouble;
  /** 15 `attempts`: milliseconds until one may try again. */
  readonly retryAfterMs?: number;
  /** −1200 `damaged`: whose record it is, when that is known. */
  readonly person_id?: string;
  /** What failed, where a code stands for several things and a program may want to know. */
  readonly kind?: ErrorKind;
  /** Of the file that `kind` speaks of. */
  readonly url?: string;
}

/**
 * 213: `assets`: a file of the assets folder is missing or is another one; `pixels`: the browser gives pages other pixels than a
 * picture's. 15: `busy`: as many calls with pictures wait as may (`maxQueue`); `attempts`: a person was compared as often as may be
 * (`attempts`). −1102 `megapixels`: more of them than this browser, or this worker of it, decodes; others do. −1313 `short_passphrase`:
 * the passphrase has fewer characters than the host asks for.
 */
export type ErrorKind = 'assets' | 'pixels' | 'busy' | 'attempts' | 'megapixels' | 'short_passphrase';

/**
 * `full`: the disk, or what the browser grants this site; `locked`: the passphrase has not been given; `busy`: another tab writes
 * for too long; `damaged`: a record is not what was written; `failed`: the browser's database does not work.
 */
export type StorageTrouble = 'full' | 'locked' | 'busy' | 'damaged' | 'failed';

/** What every failing operation of mien rejects with. `message` is `<constant>: <what to do about it>`. */
export class FaceError extends Error {
  override readonly name = 'FaceError';

  /** Number in the v1 API's error table, negative for face errors, positive for service errors. */
  readonly code: ErrorCode;

  /** The message without its constant. */
  readonly detail: string;

  readonly data: ErrorData | undefined;

  constructor(code: ErrorCode, detail: string, cause?: unknown, data?: ErrorData) {
    super(`${ERROR_NAMES[code]}: ${detail}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
    this.data = data;
  }
}
