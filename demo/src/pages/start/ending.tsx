import type { VerifyData } from '../../../../src';
import { messages, number } from '../../i18n';
import type { Person } from '../../people/people';
import { addressOf } from '../../state/route';
import { answerOf, DEFAULT_THRESHOLD, strangersPerPass } from '../../ui/verdict';
import { VerdictBar } from '../../ui/verdict-bar';

interface EndingProps {
  readonly person: Person;
  readonly answer: VerifyData;
}

/** The verdict, why it can be trusted, and where to go from here. */
export function Ending({ person, answer: { confidence } }: EndingProps) {
  const { start, verdict } = messages.value;
  const kind = answerOf(confidence, DEFAULT_THRESHOLD);
  return (
    <div class="result">
      <p class={`message ${kind}`} id="story-verdict">
        {verdict.sentences[kind](person.name)}
      </p>
      <VerdictBar confidence={confidence} threshold={DEFAULT_THRESHOLD} />
      <p>
        {verdict.stranger(number(strangersPerPass(DEFAULT_THRESHOLD)))} {start.trustHint}{' '}
        <a href={addressOf('explore')}>{start.measured}</a>
      </p>
      <p class="hint">{start.kept(person.name)}</p>
      <div class="row">
        <a class="button" href={addressOf('people')}>
          {start.addPeople}
        </a>
        <a class="button" href={addressOf('keeping')}>
          {start.erase}
        </a>
      </div>
    </div>
  );
}
