import { CODES, FaceError } from '../../../src';
import { messages } from '../i18n';

/** What the call was about, where that changes what a code means. */
type Subject = 'photo' | 'enrolment' | 'lock' | 'file';

/** One or two plain sentences for whatever went wrong. */
export function sentenceFor(error: unknown, subject: Subject = 'photo'): string {
  const { errors } = messages.value;
  if (!(error instanceof FaceError))
    return errors.other(error instanceof Error ? error.message : String(error));
  if (error.data?.storage === 'locked') return errors.locked;
  if (error.data?.kind === 'short_passphrase') return errors.shortPassphrase;
  if (error.code === CODES.PARAMETER_INVALID && subject === 'lock') return errors.lockPassphrase;
  if (error.code === CODES.PARAMETER_INVALID && subject === 'file') return errors.filePassphrase;
  // −1103 is about the photo's face there, and not about a person's templates.
  if (subject === 'enrolment' && error.code === CODES.UNUSABLE_FACE) return refusal(error);
  const sentence = sentences()[error.code] ?? errors.other(error.detail);
  // The one code behind which anything may be; for the others the sentence says all.
  return error.code === CODES.INTERNAL ? `${sentence} (${error.detail})` : sentence;
}

function sentences(): Readonly<Record<number, string | undefined>> {
  return messages.value.errors as unknown as Readonly<Record<number, string | undefined>>;
}

function refusal(error: FaceError): string {
  const { errors, reasons } = messages.value;
  const why = error.data?.reasons?.map((reason) => reasons[reason]) ?? [errors.useAnother];
  return [errors.notEnrolled, ...why].join(' ');
}
