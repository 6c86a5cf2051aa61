/** What the demo's page and its service worker both know of photos that other applications share with it. */

/** The manifest's share_target, from the worker's scope. */
export const SHARE_ACTION = 'share-target';
/** The manifest's name for the field with files. */
export const SHARE_FIELD = 'photo';

export const SHARED_CACHE = 'mien-shared';
/** From the folder of page and worker. */
export const SHARED_PHOTO = './shared-photo';
/** Its file name, percent-encoded: a header takes no other letters. */
export const NAME_HEADER = 'X-Name';

/** What came: `several`: more than one file, of which the first is kept; `failed`: it could not be kept. */
export const OUTCOMES = ['photo', 'several', 'none', 'failed'] as const;

export type SharedOutcome = (typeof OUTCOMES)[number];
