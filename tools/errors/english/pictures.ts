import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { ANOTHER_PHOTO, NOT_YOUR_FAULT, TRY_AGAIN } from './phrases';

export const pictures = {
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
      'The face is not good enough to be enrolled or, by `livedetectpicture`, to be judged: too small, blurred, dark, … (`data.reasons`). It says nothing of an attack.',
      'Show `detail`: it says what to change, for example “come closer”.',
      "Ask for a better photo, or set `enrolmentQuality: 'accept'`.",
    ],
    unalignable: ['The face cannot be aligned by its landmarks.', ANOTHER_PHOTO, 'Ask for another photo.'],
    no_template: [
      'The network gave no usable numbers for this face.',
      ANOTHER_PHOTO,
      'Ask for another photo.',
    ],
    other_model: [
      'The person’s faces were enrolled with another model.',
      'You need to be registered again.',
      'Enrol the person again, or add a face with the current model.',
    ],
    liveness: [
      "With `liveness: 'require'`, the picture is not the capture of a session that passed; or that was used before, or is older than 60 s. Nothing was changed.",
      'Please look into the camera again.',
      'Call `checkLiveness` again, and use its `capture` once, soon ([Liveness](liveness.md)).',
    ],
  },
  [CODES.NO_CONTOUR]: [
    'A face was found, but `shape` could not see enough of it for a contour.',
    ANOTHER_PHOTO,
    'Ask for a photo that shows the whole face.',
  ],
  [CODES.EMPTY_PICTURE]: [
    'There is no picture, or it has no bytes.',
    'The file is empty. Please choose a photo.',
    'Check that a file was chosen, and that it has been read.',
  ],
  [CODES.DOWNLOAD_FAILED]: {
    origin: [
      'The address lies on an origin from which pictures may not be fetched.',
      'This photo cannot be fetched. Please save it as a file, and choose the file.',
      'Name the origin in `imageOrigins`. Its server must allow CORS.',
    ],
    address: [
      'The text is not an address.',
      'This is not the address of a photo.',
      'Give an absolute URL, or a path of the page.',
    ],
    network: [
      'Nothing arrived, or only a part.',
      'The photo could not be fetched. Please check the network.',
      'Try again. Redirects are refused, and the limit is ten seconds.',
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
  [CODES.SAME_FACE]: [
    'The picture is almost the same as one that is already enrolled for the person.',
    'This photo is already there. Please use a different one.',
    'Ask for a photo taken at another time. The code comes in `ret_codes`.',
  ],
  [CODES.NOT_A_PICTURE]: {
    format: [
      'The bytes are not in any picture format that mien reads.',
      'This is not a photo. Please use a JPEG or PNG file.',
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
} satisfies Partial<AdviceTable>;
