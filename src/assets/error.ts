import { CODES, FaceError } from '../protocol';

/** 213, which names the file of the assets folder that is to blame; `what` follows its address. */
export function assetsError(url: URL, what: string, cause?: unknown): FaceError {
  return new FaceError(CODES.INTERNAL, `${url.href} ${what}`, { kind: 'assets', cause, url: url.href });
}
