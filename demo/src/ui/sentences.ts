import { CODES, FaceError, type QualityReason } from '../../../src';
import { messages } from '../i18n';

/** What the call was about, where that changes what a code means. */
type Subject = 'photo' | 'enrolment' | 'lock' | 'file';

/** One or two plain sentences for whatever went wrong. */
export function sentenceFor(error: unknown, subject: Subject = 'photo'): string {
  const { errors } = messages.value;
  if (!(error instanceof FaceError))
    return errors.other(error instanceof Error ? error.message : String(error));
  const special = sentenceOfKind(error, subject);
  if (special !== undefined) return special;
  const sentence = sentences()[error.code] ?? errors.other(error.detail);
  // The one code behind which anything may be; for the others the sentence says all.
  return error.code === CODES.INTERNAL ? `${sentence} (${error.detail})` : sentence;
}

/** Where a code's kind says more than the code. */
function sentenceOfKind({ data }: FaceError, subject: Subject): string | undefined {
  const { errors } = messages.value;
  switch (data?.kind) {
    case 'locked':
      return errors.locked;
    case 'out_of_memory':
      return errors.outOfMemory;
    case 'short_passphrase':
      return errors.shortPassphrase;
    case 'passphrase':
      if (subject === 'lock') return errors.lockPassphrase;
      return subject === 'file' ? errors.filePassphrase : undefined;
    case 'archive':
    case 'file':
      return errors.damagedFile;
    case 'quality':
      return subject === 'enrolment' ? refusal(data.reasons) : errors.unusableFace;
    case 'unalignable':
    case 'no_template':
      return errors.unusableFace;
    default:
      return undefined;
  }
}

function sentences(): Readonly<Record<number, string | undefined>> {
  return messages.value.errors as unknown as Readonly<Record<number, string | undefined>>;
}

function refusal(broken: readonly QualityReason[] | undefined): string {
  const { errors, reasons } = messages.value;
  const why = broken?.map((reason) => reasons[reason]) ?? [errors.useAnother];
  return [errors.notEnrolled, ...why].join(' ');
}
