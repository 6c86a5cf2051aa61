import { FaceError } from '../../../../src';
import { messages } from '../../i18n';
import { sentenceFor } from '../../ui/sentences';

/** What went wrong with a fleet, in a plain sentence. */
export function troubleOf(error: unknown): string {
  const { fleet: words } = messages.value;
  if (!(error instanceof FaceError)) return sentenceFor(error);
  if (error.data?.fleet !== undefined) return words.troubles[error.data.fleet];
  return error.data?.kind === 'option' ? words.badAddress : sentenceFor(error);
}
