import * as v from 'valibot';
import { CODES, FaceError, LIMITS } from '../../protocol';
import { appid, optional, picture, zeroOrOne } from './fields';
import type { Route } from './route';

function unsupported(name: string, summary: string, extra: v.ObjectEntries, maxBytes: number): Route {
  return {
    name,
    summary,
    effect: 'read',
    pictures: 'multipart',
    request: v.object({ appid, ...extra, ...picture }),
    codes: [CODES.UNSUPPORTED_ENDPOINT],
    maxBytes,
    handle: async () => {
      throw new FaceError(CODES.UNSUPPORTED_ENDPOINT, `/face/${name} is not supported on this device`);
    },
  };
}

/** In the v1 contract, and not on the device: a request that is right in itself is answered with code 24. */
export const unsupportedYet: readonly Route[] = [
  unsupported(
    'shape',
    'Contours of faces, 88 points each.',
    { mode: optional(zeroOrOne('0: all faces; 1: the largest only')) },
    LIMITS.requestBytes,
  ),
  unsupported('livedetectpicture', 'Is this a photo of a living person?', {}, LIMITS.liveRequestBytes),
];
