import { CODES } from '../../../../src';

export const errors = {
  [CODES.INTERNAL]: 'The engine could not do this. Try again. If that does not help, reload the page.',
  [CODES.NO_FACE]:
    'No face was found in this photo. Use one in which the face is large, well lit and not covered.',
  [CODES.UNDECODABLE]:
    'This photo could not be read. It may be damaged, too large, or of a kind that this browser cannot show.',
  [CODES.UNUSABLE_FACE]:
    'This person was enrolled with another version of the face model. Delete the person and enrol again.',
  [CODES.STORAGE]:
    'The browser did not let this page store its data. Free some space, or leave private browsing, and try again.',
  [CODES.EMPTY_PICTURE]: 'The file is empty: it has no photo.',
  [CODES.NO_CONTOUR]:
    'The outline of the face was not found. Use a photo that shows the whole face from the front.',
  [CODES.PARAMETER_EMPTY]: 'Something is missing: fill in every field.',
  [CODES.PERSON_EXISTS]: 'This person is already enrolled.',
  [CODES.NO_PERSON]: 'This person is no longer enrolled. Another tab may have deleted them.',
  [CODES.PARAMETER_TOO_LONG]: 'This name is too long. Use a shorter one.',
  [CODES.FACE_NOT_ENROLLED]: 'This person has no face enrolled. Add a photo first.',
  [CODES.NO_GROUP]: 'Nobody is enrolled yet.',
  [CODES.NO_GROUP_OF_LIST]: 'Nobody is enrolled in this group.',
  [CODES.DOWNLOAD_FAILED]: 'The photo could not be fetched. Save it as a file first, then choose the file.',
  [CODES.TOO_MANY_FACES]: 'This person has 20 photos, which is the maximum. Delete some first.',
  [CODES.TOO_MANY_PERSONS]: 'There is no room for more people in this group.',
  [CODES.TOO_MANY_GROUPS]: 'There is no room for more groups.',
  [CODES.SAME_FACE]: 'This person already has this photo. Use another one.',
  [CODES.PARAMETER_INVALID]: 'A name or passphrase is wrong, or has characters that cannot be used.',
  [CODES.NOT_A_PICTURE]:
    'This file cannot be used as a photo. Use a JPEG, PNG, WebP or AVIF picture that is not animated.',
  locked: 'The people are locked. Unlock them first.',
  shortPassphrase: 'This passphrase is too short. Use at least 8 characters.',
  lockPassphrase: 'This is not the passphrase that locks the people.',
  filePassphrase: 'This is not the passphrase of the file, or the file is damaged.',
  damagedFile: 'This is not a file of people, or it is damaged or of a newer version.',
  unusableFace: 'The face in this photo cannot be used. Use another one.',
  outOfMemory:
    'There is not enough memory. Close other tabs and programs, or use a smaller photo, and try again.',
  other: (reason: string) =>
    `Something unexpected happened (${reason}). Try again. If that does not help, reload the page.`,
  notEnrolled: 'This photo is not good enough to enrol.',
  useAnother: 'Use another one.',
};
