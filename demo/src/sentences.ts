import { type ErrorCode, FaceError, LIMITS, type QualityReason } from '../../src';
import { CameraError } from './camera-error';

/** What each code that a photo, a name or the browser may cause means to the person in front of the page. */
const SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  213: 'The engine could not do this. Try again; if it stays so, reload the page.',
  [-1101]: 'No face was found in this photo. Use one in which the face is large, well lit and not covered.',
  [-1102]:
    'This photo could not be read. It may be damaged, too large, or of a kind this browser cannot show.',
  [-1103]:
    'This person was enrolled with another version of the face model. Delete the person and enrol again.',
  [-1200]:
    'The browser did not let this page keep its data. Free some space, or leave private browsing, and try again.',
  [-1300]: 'There is no photo here: the file is empty.',
  [-1301]: 'A name is needed.',
  [-1302]: 'This person is enrolled already.',
  [-1303]: 'This person is no longer enrolled. Perhaps another tab has deleted them.',
  [-1304]: 'This name is too long. Use a shorter one.',
  [-1305]: 'This person has no face enrolled. Add a photo first.',
  [-1306]: 'Nobody is enrolled yet.',
  [-1308]: 'The photo could not be fetched. Save it as a file first, then choose the file.',
  [-1309]: `This person has ${LIMITS.facesPerPerson} photos, the most there can be. Delete the person to start over.`,
  [-1310]: `There is no room for more people: ${LIMITS.personsPerGroup} are the most there can be.`,
  [-1311]: `There is no room for more groups: ${LIMITS.groupsPerApp} are the most there can be.`,
  [-1312]: 'This person has this photo already. Use another one.',
  [-1313]: 'This name holds something that cannot be used. Try another one.',
  [-1400]:
    'This file is no photo that can be used. Use a JPEG, PNG, WebP or AVIF picture that is not animated.',
};

/** What is wrong with a face that is not good enough to be enrolled, and what to do about it. */
const REASONS: Readonly<Record<QualityReason, string>> = {
  too_small: 'The face is too small: come closer, or use a larger picture.',
  blurred: 'The face is blurred: hold the camera still and let it focus on the face.',
  too_dark: 'The face is too dark: turn it towards the light.',
  too_bright: 'The face is too bright: avoid direct light and flash.',
  low_contrast: 'The face hardly stands out: use even, brighter light and clean the lens.',
  turned_away: 'The face is turned away: look at the camera.',
  cut_off: 'The face is cut off: move it to the middle of the picture.',
  unclear: 'The face is hardly one: take off what covers it.',
};

/** Why a photo was not enrolled. −1103 is about its face there, and not about a person's templates. */
export function refusalFor(error: FaceError): string {
  if (error.code !== -1103) return sentenceFor(error);
  const reasons = error.data?.reasons?.map((reason) => REASONS[reason]) ?? ['Use another one.'];
  return ['This photo is not good enough to enrol.', ...reasons].join(' ');
}

/** One or two plain sentences for whatever went wrong. */
export function sentenceFor(error: unknown): string {
  if (error instanceof FaceError) {
    const sentence = SENTENCES[error.code] ?? `Something unexpected happened (${error.detail}).`;
    // The one code behind which anything may be; for the others the sentence says all.
    return error.code === 213 ? `${sentence} (${error.detail})` : sentence;
  }
  if (error instanceof CameraError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `Something unexpected happened (${reason}). Try again; if it stays so, reload the page.`;
}
