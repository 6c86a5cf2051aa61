import type { ErrorCode } from '../../protocol';

/** What became of a picture that was to be enrolled; `code` 0 where its face is stored. */
export interface PictureOutcome {
  /** Empty where none is stored. */
  readonly faceId: string;
  readonly code: ErrorCode | 0;
}

/** One entry per picture, in their order. */
export function pictureCodes(pictures: readonly PictureOutcome[]) {
  return {
    face_ids: pictures.map(({ faceId }) => faceId),
    ret_codes: pictures.map(({ code }) => code),
  };
}

export function countStored(pictures: readonly PictureOutcome[]): number {
  return pictures.filter(({ code }) => code === 0).length;
}
