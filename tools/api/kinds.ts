import { CODES, type ErrorKinds } from '../../src/protocol';

type Explained = readonly [when: string, whatToDo: string];

/** Every kind of every code that stands for several things: when mien raises it, and what a program or a person can do. */
export const KIND_MEANINGS: {
  readonly [Code in keyof ErrorKinds]: Readonly<Record<ErrorKinds[Code], Explained>>;
} = {
  [CODES.TOO_FREQUENT]: {
    busy: ['as many calls with pictures run or wait as may (`maxQueue`)', 'wait for one of them to end'],
    attempts: ['a person was compared more often than `attempts` lets be', 'wait for `data.retryAfterMs`'],
  },
  [CODES.INTERNAL]: {
    closed: ['the engine was closed', 'create another one'],
    timeout: [
      'no answer within `timeoutMs`, or a worker’s start took too long',
      'try again; allow more time',
    ],
    worker_lost: ['a worker failed or died over the call', 'try again: the next call starts another worker'],
    out_of_memory: ['the browser gave no more memory', 'free memory or use a smaller picture; try again'],
    assets: [
      'a file of the assets folder is missing or is another one (`data.url`), or `assets` is no address',
      'serve the package’s dist/assets folder',
    ],
    option: ['`model`, `imageOrigins` or the element’s `engine` names what is not there', 'mend the program'],
    policy: [
      'the page’s policy or origin forbids the worker',
      'serve the assets on the page’s origin; allow `worker-src` and the Trusted Types policy `mien`',
    ],
    unsupported: [
      'the browser, or the way the page is served, lacks what mien needs',
      'another browser; https',
    ],
    pixels: ['the browser gives pages other pixels than a picture’s', 'allow the site to read canvas data'],
    no_bridge: [
      'no service worker with the bridge controls the page',
      'see [the wire in the browser](wire.md)',
    ],
    unexpected: ['what mien did not foresee; the cause says more', 'report it'],
  },
  [CODES.UNDECODABLE]: {
    damaged: ['the picture, or its base64 text, is damaged or not what it says', 'another picture'],
    unreadable: [
      'what was given shows no pixels: transferred, moved, not loaded, or of another origin',
      'give the picture as a Blob',
    ],
    too_large: ['more bytes, pixels, passes or parts than [the limits](#limits)', 'a smaller copy'],
    megapixels: ['more pixels than this browser, or this worker of it, decodes; others do', 'a smaller copy'],
  },
  [CODES.UNUSABLE_FACE]: {
    quality: ['newperson, addface: not good enough to be enrolled (`data.reasons`)', 'a better picture'],
    unalignable: ['the face’s points lie so that it cannot be aligned', 'another picture'],
    no_template: ['the network gave no usable numbers for the face', 'another picture'],
    other_model: ['the person’s faces were enrolled with another model', 'enrol the person again'],
  },
  [CODES.STORAGE]: {
    full: ['the disk, or what the browser grants this site, is full', 'free some space'],
    locked: ['the passphrase has not been given', 'call `unlock`'],
    busy: ['another tab writes for too long, or has just changed the keys', 'try again'],
    damaged: ['a record is not what was written (`data.person_id`: whose)', 'delete the person, enrol again'],
    failed: ['the browser’s database does not work', 'try again; leave private browsing'],
  },
  [CODES.DOWNLOAD_FAILED]: {
    origin: ['the address lies on an origin that may not be asked', 'name it in `imageOrigins`'],
    address: ['what was given is no URL', 'another address'],
    network: ['nothing arrived, or not all of it', 'try again'],
    status: ['the server answered with an error', 'another address'],
    too_large: ['more bytes than [the limits](#limits)', 'a smaller copy'],
  },
  [CODES.PARAMETER_INVALID]: {
    id: [
      'an id is no text, has other characters than letters, digits and -%@#&_, or a list is none',
      'another id',
    ],
    text: ['a name or remark is no text', 'mend the program'],
    option: ['an option or field has a value that it cannot have', 'mend the program'],
    passphrase: ['the passphrase is wrong or no text; of a file: or its first part is damaged', 'ask again'],
    short_passphrase: ['a new passphrase has fewer characters than it must', 'ask for a longer one'],
    no_passphrase: ['the gallery has no passphrase', 'call `setPassphrase` first'],
    file: ['what was given to be imported cannot be read, or is read already', 'choose the file again'],
    archive: [
      'the file is none of mien’s, cut off, damaged, or of a newer version',
      'another copy of the file',
    ],
  },
  [CODES.NOT_A_PICTURE]: {
    format: ['bytes of no picture format that is known', 'JPEG, PNG, WebP, AVIF, BMP or GIF'],
    animated: ['a picture of several frames', 'one frame of it'],
    text: [
      'text that is neither a picture nor an address, or too long an address',
      'see [requests](#requests)',
    ],
    type: ['a value of a type that holds no picture', 'a Blob, canvas, ImageData …'],
  },
};
