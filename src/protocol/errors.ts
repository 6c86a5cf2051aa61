import { ERROR_NAMES, type ErrorCode } from './codes';

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
