import type { FaceQuality } from '../faces';
import { CODES, ERROR_NAMES, type ErrorCode } from './codes';
import { headingOf } from './help';

/** Why a face is not good enough to be enrolled (docs/decisions/009 has the limits), or to be judged by one picture (057). */
export type QualityReason =
  | 'too_small'
  | 'too_close'
  | 'blurred'
  | 'too_dark'
  | 'too_bright'
  | 'low_contrast'
  | 'turned_away'
  | 'cut_off'
  | 'unclear';

/**
 * What a code stands for that stands for several things: `data.kind` of each of its errors is one of these. docs/reference/api.md says when each is
 * raised and what to do about it.
 */
export interface ErrorKinds {
  /** 15 */
  readonly [CODES.TOO_FREQUENT]: 'busy' | 'attempts';
  /** 213 */
  readonly [CODES.INTERNAL]:
    | 'closed'
    | 'timeout'
    | 'worker_lost'
    | 'out_of_memory'
    | 'assets'
    | 'option'
    | 'policy'
    | 'unsupported'
    | 'pixels'
    | 'no_bridge'
    | 'fleet'
    | 'unexpected';
  /** −1102 */
  readonly [CODES.UNDECODABLE]: 'damaged' | 'unreadable' | 'too_large' | 'megapixels';
  /** −1103 */
  readonly [CODES.UNUSABLE_FACE]: 'quality' | 'unalignable' | 'no_template' | 'other_model' | 'liveness';
  /** −1200 */
  readonly [CODES.STORAGE]: 'full' | 'locked' | 'busy' | 'damaged' | 'failed' | 'stale';
  /** −1308 */
  readonly [CODES.DOWNLOAD_FAILED]: 'origin' | 'address' | 'network' | 'status' | 'too_large';
  /** −1313 */
  readonly [CODES.PARAMETER_INVALID]:
    | 'id'
    | 'text'
    | 'option'
    | 'passphrase'
    | 'short_passphrase'
    | 'no_passphrase'
    | 'file'
    | 'archive'
    | 'consent';
  /** −1400 */
  readonly [CODES.NOT_A_PICTURE]: 'format' | 'animated' | 'text' | 'type';
}

/** A code that stands for several things. */
export type OverloadedCode = keyof ErrorKinds;

export type ErrorKind = ErrorKinds[OverloadedCode];

/** What became of the storage. */
export type StorageTrouble = ErrorKinds[typeof CODES.STORAGE];

/** Why a fleet does not go on, or a call of it fails: `data.fleet` of 213 `fleet`. */
export type FleetTrouble =
  /** This device was revoked: it is told nothing more. */
  | 'revoked'
  /** The server does not let this device in, or not do what it must. */
  | 'refused'
  /** This device is no member, or has lost its keys. */
  | 'no_member'
  /** Only an admin's device can do that. */
  | 'no_admin'
  /** There is no such device. */
  | 'no_device'
  /** No server answers. */
  | 'offline'
  /** No device invites, or the invitation is over. */
  | 'no_invitation'
  /** The devices do not show the same digits. */
  | 'not_confirmed'
  /** What came is not from the device that was asked. */
  | 'damaged'
  /** Another tab keeps this gallery in step; it is asked there. */
  | 'elsewhere';

/** What of an error a program can read. */
export interface ErrorData {
  /** What failed, where the code stands for several things; to be read together with it. */
  readonly kind?: ErrorKind;
  /** Which of `compare`'s pictures is to blame. */
  readonly fail_flag?: 1 | 2;
  /** −1103 `quality`: all that is wrong with the picture. Not on the v1 wire, which has no such field. */
  readonly reasons?: readonly QualityReason[];
  /** −1103 `quality` of `livedetectpicture`: what the networks say all the same, 0…1. It is for evaluations, and not to be gone by. */
  readonly score?: number;
  /** `newperson` with `images`, none of which is good: what is wrong with each, and what its face is worth, null without one. */
  readonly faces?: readonly { readonly quality: FaceQuality | null; readonly error: FaceError }[];
  /** −1200: the same as `kind`, for programs that were written before it was there. */
  readonly storage?: StorageTrouble;
  /** 15 `attempts`: milliseconds until one may try again. */
  readonly retryAfterMs?: number;
  /** −1200 `damaged`: whose record it is, when that is known. */
  readonly person_id?: string;
  /** 213 `fleet`: why. */
  readonly fleet?: FleetTrouble;
  /** 213 `assets`: the file. */
  readonly url?: string;
}

/** What an error may carry besides its kind. */
export interface ErrorMore extends Omit<ErrorData, 'kind'> {
  /** What lay beneath. */
  readonly cause?: unknown;
}

export type SimpleErrorArguments = readonly [
  code: Exclude<ErrorCode, OverloadedCode>,
  detail: string,
  more?: (ErrorMore & { readonly kind?: never }) | undefined,
];

/** Of a code that stands for several things, an error must say which. */
export type OverloadedErrorArguments = {
  [Code in OverloadedCode]: readonly [
    code: Code,
    detail: string,
    more: ErrorMore & { readonly kind: ErrorKinds[Code] },
  ];
}[OverloadedCode];

export type ErrorParts = Pick<FaceError, 'code' | 'detail' | 'data'> & { readonly cause?: unknown };

/** The error with which every operation of mien rejects. `message` is `<constant>: <what to do about it>`. */
export class FaceError extends Error {
  override readonly name = 'FaceError';

  /** A number of the v1 API's error table: negative for face errors, positive for service errors. CODES has the names. */
  readonly code: ErrorCode;

  /** The message without its constant. */
  readonly detail: string;

  readonly data: ErrorData | undefined;

  constructor(...[code, detail, { cause, ...data } = {}]: SimpleErrorArguments | OverloadedErrorArguments) {
    super(`${ERROR_NAMES[code]}: ${detail}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
    this.data = Object.keys(data).length > 0 ? data : undefined;
  }

  /**
   * Where the documentation says what to do, relative to its root: "guide/errors.html#no-face". Nobody asks for it; show it
   * as `new URL(error.help, 'https://my-site/docs/')`, say.
   */
  get help(): string {
    return `guide/errors.html#${headingOf(this.code, this.data?.kind)}`;
  }

  /** The same error about one of the two pictures of `compare`. */
  about(fail_flag: 1 | 2): FaceError {
    const { code, detail, cause, data } = this;
    return FaceError.from({ code, detail, cause, data: { ...data, fail_flag } });
  }

  /** One that was raised elsewhere, from its parts. */
  static from({ code, detail, cause, data }: ErrorParts): FaceError {
    // What was raised has its kind.
    return new FaceError(...([code, detail, { ...data, cause }] as unknown as SimpleErrorArguments));
  }
}

const PICTURE_CODES: readonly ErrorCode[] = [
  CODES.NO_FACE,
  CODES.UNDECODABLE,
  CODES.UNUSABLE_FACE,
  CODES.NO_CONTOUR,
  CODES.EMPTY_PICTURE,
  CODES.DOWNLOAD_FAILED,
  CODES.NOT_A_PICTURE,
];

/**
 * Whether an error is about the picture, so that another one may do: it cannot be had or read (−1102, −1300, −1308, −1400), shows no face
 * (−1101) or none that can be used (−1103, −1104). False for a failure of the engine, its storage or its options, and where a person's own
 * templates are to blame (−1103 `other_model`).
 */
export function isPictureFault(error: unknown): error is FaceError {
  if (!(error instanceof FaceError)) return false;
  return PICTURE_CODES.includes(error.code) && error.data?.kind !== 'other_model';
}

/** −1312: the picture shows the same photo as that face of the person. */
export function sameFace(person_id: string, face_id: string): FaceError {
  return new FaceError(CODES.SAME_FACE, `person "${person_id}" has almost the same face: ${face_id}`);
}
