import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { NOT_YOUR_FAULT, OLD_CLIENT, TRY_AGAIN } from './phrases';

export const requests = {
  [CODES.BAD_REQUEST]: [
    'The body of a v1 request is neither JSON nor multipart, is damaged, or ended early; or the path or the method is unknown.',
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
    'A one-time signature was used a second time.',
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
      '`maxQueue` calls with pictures are running or waiting already.',
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
    'The endpoint is `livedetectpicture`, and its networks are not installed.',
    NOT_YOUR_FAULT,
    'Run `npm run mien -- models add minifasnet --from <folder or address>`, and serve the new `dist/assets` ([Models](models.md)).',
  ],
  [CODES.PARAMETER_EMPTY]: [
    'A required field is missing or empty.',
    'Please fill in every field.',
    'Give the field that `detail` names.',
  ],
  [CODES.PARAMETER_TOO_LONG]: [
    'An id, a text or a list is longer than [the limits](../reference/api.md#limits) allow.',
    'This text is too long. Please use a shorter one.',
    'Shorten it. Bytes are counted, not characters.',
  ],
  [CODES.PARAMETER_INVALID]: {
    id: [
      'An id has characters other than letters, digits and `-%@#&_`, or is not text; or a list is not a list.',
      'This name has characters that cannot be used.',
      'Use ids of your own making, and put names into `person_name`.',
    ],
    text: ['A name or remark is not text.', NOT_YOUR_FAULT, 'Give a string.'],
    option: [
      'An option or field has a value that it cannot have.',
      NOT_YOUR_FAULT,
      'Correct it; `detail` says which values are allowed.',
    ],
    passphrase: [
      'The passphrase is wrong or, for a file, its first part is damaged.',
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
      'The file or stream to import cannot be read, or was read before.',
      'The file could not be read. Please choose it again.',
      'Give a Blob, or a stream that nobody has read.',
    ],
    consent: [
      '`consent` is missing where `requireConsent` asks for it, or is not one.',
      'This person has not agreed yet.',
      'Ask the person, and give `consent` with its four fields to `newperson`, or to `setPersonTerms` for somebody who is there already.',
    ],
    archive: [
      'The file was not made by mien, is cut off or damaged, or comes from a newer version.',
      'This file cannot be imported.',
      'Use another copy of the file, or a newer mien.',
    ],
  },
} satisfies Partial<AdviceTable>;
