import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { NOT_YOUR_FAULT, TRY_AGAIN } from './phrases';

export const engine = {
  [CODES.INTERNAL]: {
    closed: [
      'The engine was closed.',
      'Please reload the page.',
      'Create another engine. Do not call an engine after `close()`.',
    ],
    timeout: [
      'There was no answer within `timeoutMs`, or a worker took too long to start.',
      'This is taking too long. Please try again.',
      'Try again. Allow more time on slow devices and slow networks.',
    ],
    worker_lost: [
      'A worker failed or died during the call.',
      TRY_AGAIN,
      'Try again: the next call starts another worker. A write may or may not have been made, so read before you repeat it.',
    ],
    out_of_memory: [
      'The browser could not provide more memory.',
      'This device is short of memory. Please close other pages and try again.',
      'Use smaller pictures. Set `visionWorkers` to 1.',
    ],
    assets: [
      'A file of the assets folder is missing or is a different one (`data.url`), or `assets` is not an address.',
      NOT_YOUR_FAULT,
      'Serve the `dist/assets` of the installed version. Look at `data.url` in the browser: a 404 page often comes in its place.',
    ],
    option: [
      '`model`, `imageOrigins` or the capture element’s `engine` names something that does not exist.',
      NOT_YOUR_FAULT,
      'Correct the option; `detail` names it. An optional model must be installed first.',
    ],
    policy: [
      'The page’s policy or origin forbids the worker.',
      NOT_YOUR_FAULT,
      'Serve the assets from the page’s own origin. Allow `worker-src` and `trusted-types mien` ([Security headers](security-headers.md)).',
    ],
    unsupported: [
      'The browser, or the way the page is served, lacks something that mien needs.',
      'This browser is too old for this page. Please use a current one.',
      'Serve the page over https. [Browsers](../reference/options.md#browsers) says what is needed.',
    ],
    pixels: [
      'To prevent fingerprinting, the browser alters the pixels that pages read.',
      'Your browser hides pictures from this page. Please allow this site to read canvas data.',
      'Tell the user which setting it is: `detail` names it. Tor Browser cannot be supported.',
    ],
    no_bridge: [
      'No service worker that answers v1 requests controls the page.',
      'Please reload the page.',
      'Register the service worker, and serve it from a folder that contains the page ([the v1 wire](../reference/wire.md)).',
    ],
    fleet: [
      'A call of the fleet that this gallery is in failed; `data.fleet` says why.',
      'The other devices cannot be reached now, or this one may not do that.',
      'Look at `data.fleet` ([Fleets](fleet.md)). Matching goes on without a server.',
    ],
    unexpected: [
      'Something happened that mien did not foresee.',
      TRY_AGAIN,
      'Report it, with `error.cause`.',
    ],
  },
  [CODES.STORAGE]: {
    full: [
      'The disk, or what the browser grants this site, is full. Nothing was changed.',
      'There is no space left. Please free some space and try again.',
      'Call `navigator.storage.estimate()` to see how much is used.',
    ],
    locked: [
      'The gallery has a passphrase, which has not been given.',
      'Please enter the passphrase.',
      'Call `unlock(passphrase)`.',
    ],
    busy: [
      'Another tab has been writing for too long, or has just changed the keys.',
      'Another tab is busy. Please try again.',
      'Try again, once the other tab has finished.',
    ],
    damaged: [
      'A record is not what mien wrote. `data.person_id` says whose it is, if that is known.',
      'Your data is damaged. You need to be registered again.',
      'Delete the person and enrol them again. `checkGallery()` lists all damage.',
    ],
    stale: [
      'This device has not heard from its fleet for longer than `maxStaleMs`.',
      'This device has been offline for too long. Please try again once it is connected.',
      'Connect the device. Nobody is matched until it has heard whom the others deleted ([Fleets](fleet.md)).',
    ],
    failed: [
      'The browser’s database does not work.',
      'This browser does not keep data. Please leave private browsing and try again.',
      'Try again. Look at `error.cause`.',
    ],
  },
} satisfies Partial<AdviceTable>;
