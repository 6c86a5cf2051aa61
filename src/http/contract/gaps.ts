import * as v from 'valibot';
import { CODES, FaceError, LIMITS } from '../../protocol';
import { appid, picture } from './fields';
import type { Route } from './route';

function unsupported(name: string, summary: string, maxBytes: number): Route {
  return {
    name,
    summary,
    effect: 'read',
    pictures: 'multipart',
    request: v.object({ appid, ...picture }),
    codes: [CODES.UNSUPPORTED_ENDPOINT],
    maxBytes,
    handle: async () => {
      throw new FaceError(CODES.UNSUPPORTED_ENDPOINT, `/face/${name} is not supported on this device`);
    },
  };
}

/** In the v1 contract, and not on the device: a request that is right in itself is answered with code 24. */
export const unsupportedYet: readonly Route[] = [
  unsupported('livedetectpicture', 'Is this a photo of a living person?', LIMITS.liveRequestBytes),
];
