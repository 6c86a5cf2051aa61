import { CODES } from '../../src/protocol';
import type { AdviceTable } from './advice';

const NOT_YOUR_FAULT = 'Something is wrong with this page. Please tell its operator.';
const ANOTHER_PHOTO = 'Please use another photo.';
const TRY_AGAIN = 'That did not work. Please try again.';
const OLD_CLIENT = 'Correct the request, or how the client signs it.';

export const english: AdviceTable = {
  [CODES.BAD_REQUEST]: [
    'The body of a v1 request is neither JSON nor multipart, is damaged, or ended early; or path or method are unknown.',
    NOT_YOUR_FAULT,
    'Compare the request with [the v1 API](../reference/api.md#requests).',
  ],
  [CODES.SIGNATURE_EMPTY]: [
    'The host checks signatures, and the request has no `Authorization` header.',
    NOT_YOUR_FAULT,
    'Sign the request, or create the handler without secrets.',
  ],
  [CODES.SIGNATURE_MALFORMED]: [
    'The signature is not base64, is too short, lacks a field, or contradicts itself.',
    NOT_YOUR_FAULT,
    OLD_CLIENT,
  ],
  [CODES.SIGNATURE_FOR_OTHER_APPID]: [
    'The signature names another appid than the request.',
    NOT_YOUR_FAULT,
    OLD_CLIENT,
  ],
  [CODES.SIGNATURE_EXPIRED]: [
    'The signature has expired, or begins more than five minutes from now.',
    'Please check the clock of this device.',
    'Sign again. Check the clocks of both sides.',
  ],
  [CODES.UNKNOWN_APPID]: [
    'The host has no secret for the appid of the signature.',
    NOT_YOUR_FAULT,
    'Add the secret to the handler.',
  ],
  [CODES.UNKNOWN_SECRET_ID]: [
    'The host does not know the secret id of the signature.',
    NOT_YOUR_FAULT,
    'Add the secret to the handler.',
  ],
  [CODES.SECRET_ID_OF_OTHER_APPID]: ['The secret id belongs to another appid.', NOT_YOUR_FAULT, OLD_CLIENT],
  [CODES.SIGNATURE_REPLAYED]: [
    'A one-time signature came a second time.',
    TRY_AGAIN,
    'Sign each request that needs a one-time signature anew.',
  ],
  [CODES.SIGNATURE_WRONG]: [
    'The secret key does not give this signature.',
    NOT_YOUR_FAULT,
    'Compare the key, and the order of the fields that are signed.',
  ],
  [CODES.TOO_FREQUENT]: {
    busy: [
      'As many calls with pictures run or wait as `maxQueue` allows.',
      'One moment, please.',
      'Wait until one of the calls ends. Send fewer at once.',
    ],
    attempts: [
      'A person was compared more often than `attempts` allows.',
      'Too many attempts. Please wait a little.',
      'Wait for `data.retryAfterMs`, and offer another way to log in.',
    ],
  },
  [CODES.PARAMETER_TYPE]: [
    'A field of a v1 request has the wrong type, or a value that its endpoint does not know.',
    NOT_YOUR_FAULT,
    'Compare the field with [the v1 API](../reference/api.md#endpoints).',
  ],
  [CODES.REQUEST_TOO_LARGE]: [
    'A v1 request is larger than the service allowed: 1.5 MiB, or 6 MiB for `livedetectpicture`.',
    'This photo is too large. Please use a smaller one.',
    'Make the picture smaller before you send it. Methods of the engine take 64 MiB.',
  ],
  [CODES.UNSUPPORTED_ENDPOINT]: [
    'The endpoint is `shape` or `livedetectpicture`, which mien does not offer.',
    NOT_YOUR_FAULT,
    'Remove the call.',
  ],
  [CODES.INTERNAL]: {
    closed: [
      'The engine was closed.',
      'Please reload the page.',
      'Create another engine. Do not call one after `close()`.',
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
      'The browser gave no more memory.',
      'This device is short of memory. Please close other pages and try again.',
      'Use smaller pictures. Set `visionWorkers` to 1.',
    ],
    assets: [
      'A file of the assets folder is missing or is another one (`data.url`), or `assets` is no address.',
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
      'Serve the page by https. [Browsers](../reference/options.md#browsers) says what is needed.',
    ],
    pixels: [
      'The browser gives pages altered pixels, to prevent fingerprinting.',
      'Your browser hides pictures from this page. Please allow this site to read canvas data.',
      'Name the setting: `detail` has it. Tor Browser cannot be served.',
    ],
    no_bridge: [
      'No service worker that answers v1 requests controls the page.',
      'Please reload the page.',
      'Register the service worker, and serve it from a folder that contains the page ([the v1 wire](../reference/wire.md)).',
    ],
    unexpected: [
      'Something happened that mien did not foresee.',
      TRY_AGAIN,
      'Report it, with `error.cause`.',
    ],
  },
  [CODES.NO_FACE]: [
    'There is no face in the picture.',
    'No face was found. Please use a photo in which the face is large, well lit and uncovered.',
    'Ask for another photo. `<mien-capture>` guides people to a good one.',
  ],
  [CODES.UNDECODABLE]: {
    damaged: [
      'The picture, or its base64 text, is damaged or is not what it claims to be.',
      `This photo is damaged. ${ANOTHER_PHOTO}`,
      'Ask for another photo.',
    ],
    unreadable: [
      'The object shows no pixels: it was transferred, moved, not loaded, or comes from another origin.',
      TRY_AGAIN,
      'Wait until an `<img>` or `<video>` has loaded. Give pictures from other origins as a Blob.',
    ],
    too_large: [
      'The picture has more bytes, pixels, passes or parts than [the limits](../reference/api.md#limits) allow.',
      'This photo is too large. Please use a smaller one.',
      'Make a smaller copy.',
    ],
    megapixels: [
      'The picture has more pixels than this browser decodes. Other browsers decode more.',
      'This photo is too large for this browser. Please use a smaller one.',
      'Make a smaller copy.',
    ],
  },
  [CODES.UNUSABLE_FACE]: {
    quality: [
      'The face is not good enough to be enrolled: too small, blurred, dark, … (`data.reasons`).',
      'Show `detail`: it says what to change, for example “come closer”.',
      "Ask for a better photo, or set `enrolmentQuality: 'accept'`.",
    ],
    unalignable: [
      'The landmarks lie so that the face cannot be aligned.',
      ANOTHER_PHOTO,
      'Ask for another photo.',
    ],
    no_template: [
      'The network gave no usable numbers for this face.',
      ANOTHER_PHOTO,
      'Ask for another photo.',
    ],
    other_model: [
      'The person’s faces were enrolled with another model.',
      'You need to be registered again.',
      'Enrol the person again, or add a face with the present model.',
    ],
  },
  [CODES.STORAGE]: {
    full: [
      'The disk, or what the browser grants this site, is full. Nothing was changed.',
      'There is no space left. Please free some and try again.',
      'Call `navigator.storage.estimate()` to see how much is used.',
    ],
    locked: [
      'The gallery has a passphrase, and it has not been given.',
      'Please enter the passphrase.',
      'Call `unlock(passphrase)`.',
    ],
    busy: [
      'Another tab has been writing for too long, or has just changed the keys.',
      'Another tab is busy. Please try again.',
      'Try again, once the other tab has finished.',
    ],
    damaged: [
      'A record is not what mien wrote. `data.person_id` says whose, where that is known.',
      'Your data is damaged. You need to be registered again.',
      'Delete the person and enrol them again. `checkGallery()` lists all damage.',
    ],
    failed: [
      'The browser’s database does not work.',
      'This browser does not keep data. Please leave private browsing and try again.',
      'Try again. Look at `error.cause`.',
    ],
  },
  [CODES.EMPTY_PICTURE]: [
    'There is no picture, or it has no bytes.',
    'The file is empty. Please choose a photo.',
    'Check that a file was chosen, and that it has been read.',
  ],
  [CODES.PARAMETER_EMPTY]: [
    'A required field is missing or empty.',
    'Please fill in every field.',
    'Give the field that `detail` names.',
  ],
  [CODES.PERSON_EXISTS]: [
    'The `person_id` is taken.',
    'You are already registered.',
    'Call `addface` for another photo of the same person, or choose another id.',
  ],
  [CODES.NO_PERSON]: [
    'There is no such person in this gallery.',
    'You are not registered here.',
    'Enrol the person first. Check `appid`: each has a gallery of its own.',
  ],
  [CODES.PARAMETER_TOO_LONG]: [
    'An id, a text or a list is longer than [the limits](../reference/api.md#limits) allow.',
    'This text is too long. Please use a shorter one.',
    'Shorten it. Bytes are counted, not characters.',
  ],
  [CODES.FACE_NOT_ENROLLED]: [
    'There is no such face, or the person has none.',
    'You have no photo here yet. Please add one.',
    'Call `addface`.',
  ],
  [CODES.NO_GROUP]: [
    'There is no such group, or the person is in none of those.',
    'Nobody is registered yet.',
    'A group exists while somebody is in it: enrol a person into it.',
  ],
  [CODES.NO_GROUP_OF_LIST]: [
    'None of the groups to search exists.',
    'Nobody is registered yet.',
    'A group exists while somebody is in it: enrol a person into one.',
  ],
  [CODES.DOWNLOAD_FAILED]: {
    origin: [
      'The address lies on an origin from which pictures may not be fetched.',
      'This photo cannot be fetched. Please save it as a file, and choose the file.',
      'Name the origin in `imageOrigins`. Its server must allow CORS.',
    ],
    address: [
      'The text is no address.',
      'This is no address of a photo.',
      'Give an absolute URL, or a path of the page.',
    ],
    network: [
      'Nothing arrived, or not everything.',
      'The photo could not be fetched. Please check the network.',
      'Try again. Redirects are refused, and there are ten seconds.',
    ],
    status: [
      'The server answered with an error.',
      'The photo is no longer there.',
      'Open the address in the browser.',
    ],
    too_large: [
      'The file has more bytes than [the limits](../reference/api.md#limits) allow.',
      'This photo is too large. Please use a smaller one.',
      'Offer a smaller copy.',
    ],
  },
  [CODES.TOO_MANY_FACES]: [
    'The person has 20 faces, the most there can be.',
    'You have enough photos. Delete one before you add another.',
    'Delete a face with `delface`.',
  ],
  [CODES.TOO_MANY_PERSONS]: [
    'The group has 20,000 persons, the most there can be.',
    'There is no room for more people.',
    'Use several groups, and search them together.',
  ],
  [CODES.TOO_MANY_GROUPS]: [
    'The appid has 5,000 groups, the most there can be.',
    'There is no room for more groups.',
    'Remove groups, or use another appid.',
  ],
  [CODES.SAME_FACE]: [
    'The picture is almost the same as one that the person has.',
    'This photo is already there. Please use a different one.',
    'Ask for a photo taken at another time. The code comes in `ret_codes`.',
  ],
  [CODES.PARAMETER_INVALID]: {
    id: [
      'An id has characters other than letters, digits and `-%@#&_`, or is no text; or a list is no list.',
      'This name has characters that cannot be used.',
      'Use ids of your own making, and put names into `person_name`.',
    ],
    text: ['A name or remark is no text.', NOT_YOUR_FAULT, 'Give a string.'],
    option: [
      'An option or field has a value that it cannot have.',
      NOT_YOUR_FAULT,
      'Correct it; `detail` says which values there are.',
    ],
    passphrase: [
      'The passphrase is wrong. Of a file: or its first part is damaged.',
      'The passphrase is wrong.',
      'Ask again. A forgotten passphrase cannot be recovered.',
    ],
    short_passphrase: [
      'A new passphrase has fewer characters than `minPassphraseLength`.',
      'This passphrase is too short.',
      'Ask for a longer one.',
    ],
    no_passphrase: [
      'The gallery has no passphrase, so it cannot be locked or unlocked.',
      'No passphrase is set.',
      'Call `setPassphrase` first.',
    ],
    file: [
      'What was to be imported cannot be read, or was read before.',
      'The file could not be read. Please choose it again.',
      'Give a Blob, or a stream that nobody has read.',
    ],
    archive: [
      'The file was not made by mien, is cut off or damaged, or comes from a newer version.',
      'This file cannot be imported.',
      'Use another copy of the file, or a newer mien.',
    ],
  },
  [CODES.NOT_A_PICTURE]: {
    format: [
      'The bytes are of no picture format that mien knows.',
      'This is no photo. Please use a JPEG or PNG file.',
      'Convert it to JPEG, PNG, WebP, AVIF, BMP or GIF. HEIC is not read.',
    ],
    animated: [
      'The picture has several frames.',
      'This picture moves. Please use a still one.',
      'Give one frame of it.',
    ],
    text: [
      'The text is neither a picture nor an address, or the address is too long.',
      NOT_YOUR_FAULT,
      'Give a Blob, base64, or an address of at most 2,048 characters.',
    ],
    type: [
      'The value is of a type that holds no picture.',
      NOT_YOUR_FAULT,
      'Give a Blob, a canvas, an ImageData, … ([Quick start](quick-start.md#ask-for-a-verdict)).',
    ],
  },
};
