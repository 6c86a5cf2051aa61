import { messages } from '../../i18n';
import type { EnrolReport, Refused } from '../../people/people';
import type { Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';

/** Photos of a person from which on misses are rare (docs/measured/accuracy.md). */
const WANTED = 3;

/** What became of photos that were given to a person, in sentences. */
export function reportOf(name: string, { person, added, refused }: EnrolReport): Said {
  const { people } = messages.value;
  const lines = refused.map((each) => refusedLine(each, added + refused.length > 1));
  if (added > 0) lines.unshift(people.added(name, added));
  const wanting = person ? WANTED - person.faceIds.length : 0;
  if (added > 0 && wanting > 0) lines.push(people.addMore(wanting));
  return { text: lines.join('\n'), kind: kindOf(added, refused.length) };
}

/** What was added is there, whatever became of the rest. */
export function kindOf(added: number, refused: number): NonNullable<Said['kind']> {
  if (refused === 0) return 'plain';
  return added > 0 ? 'partly' : 'bad';
}

/** Why a photo was not taken, with its file's name where there were several. */
export function refusedLine({ photo, error }: Refused, named: boolean): string {
  const why = sentenceFor(error, 'enrolment');
  return named ? `${photo}: ${why}` : why;
}
