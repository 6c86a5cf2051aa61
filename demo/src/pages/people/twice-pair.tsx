import { useId, useState } from 'preact/hooks';
import type { DuplicatePair, DuplicateReport } from '../../../../src';
import { messages, number } from '../../i18n';
import type { Person } from '../../people/people';
import { inTenths } from '../../ui/verdict';
import { Portrait } from './portrait';
import { TwiceJoin } from './twice-join';

interface TwicePairProps {
  readonly pair: DuplicatePair;
  readonly persons: readonly [Person, Person];
  readonly report: DuplicateReport;
  readonly onJoin: (stays: Person, gone: Person, name: string) => Promise<void>;
  readonly onApart: () => void;
  readonly onLater: () => void;
}

/** Confidence grows by so much where strangers get ten times rarer (docs/measured/accuracy.md). */
const DECADE = 10;
/** The same photo twice has 100, however many people there are. */
const SURE = 99;

/** Two people side by side, what speaks for their being one, and three ways on. */
export function TwicePair({ pair, persons, report, onJoin, onApart, onLater }: TwicePairProps) {
  const { twice: words, people: peopleWords, verdict } = messages.value;
  const [joining, setJoining] = useState(false);
  const title = useId();
  const { confidence } = pair;
  const { minConfidence } = report;
  const likely = confidence >= Math.min(minConfidence + DECADE, SURE);
  return (
    <li class="pair" aria-labelledby={title}>
      <h3 id={title} tabIndex={-1}>
        {words.pair(persons[0].name, persons[1].name)}
      </h3>
      <div class="two">
        {persons.map(({ id, name, faceIds, groups }) => (
          <div key={id} class="one">
            <Portrait id={id} name={name} />
            <strong>{name}</strong>
            <span class="hint">{peopleWords.faces(faceIds.length)}</span>
            <span class="hint">{groups.join(', ')}</span>
          </div>
        ))}
      </div>
      <p>{likely ? words.likely : words.perhaps}</p>
      <div class="row">
        <button type="button" aria-expanded={joining} onClick={() => setJoining(!joining)}>
          {words.same}
        </button>
        <button type="button" onClick={onApart}>
          {words.different}
        </button>
        <button type="button" onClick={onLater}>
          {words.later}
        </button>
      </div>
      {joining && <TwiceJoin persons={persons} onJoin={onJoin} />}
      <details>
        <summary>{verdict.details}</summary>
        <p class="hint">
          {words.figures(
            number(inTenths(confidence), 1),
            number(inTenths(minConfidence), 1),
            number(report.persons),
          )}
        </p>
      </details>
    </li>
  );
}
