import { useEffect, useRef, useState } from 'preact/hooks';
import type { DuplicatePair, DuplicateReport } from '../../../../src';
import { messages, number } from '../../i18n';
import { areApart, keepApart, makeOne } from '../../people/one-person';
import type { Person } from '../../people/people';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';
import { TwicePair } from './twice-pair';

interface TwiceProps {
  readonly people: readonly Person[];
  readonly onChanged: () => void;
}

/** Nobody looks through more of them at once. */
const MOST_PAIRS = 50;

/** Finds who seems to be enrolled twice, and asks of each pair whether they are one person. */
export function Twice({ people, onChanged }: TwiceProps) {
  const engine = useEngine();
  const { twice: words } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const [report, setReport] = useState<DuplicateReport>();
  const [answered, setAnswered] = useState<readonly DuplicatePair[]>([]);
  const section = useRef<HTMLElement>(null);
  const byId = new Map(people.map((person) => [person.id, person]));
  const asked = (report?.pairs ?? []).flatMap((pair) => {
    const [one, other] = pair.persons.map(({ person_id }) => byId.get(person_id));
    // Whoever has been deleted since is asked about no more.
    return one && other && !answered.includes(pair) ? [{ pair, persons: [one, other] as const }] : [];
  });
  // What had the focus is gone with the answer: it goes to the next pair, or back to where one began.
  useEffect(() => {
    if (answered.length > 0) section.current?.querySelector<HTMLElement>('h3, button')?.focus();
  }, [answered]);

  const find = async ({ signal, tell }: TaskHandle) => {
    say(undefined);
    setReport(undefined);
    setAnswered([]);
    const told = (pairs: number, of: number) =>
      tell({ done: pairs, of: Math.max(of, 1), words: words.comparing(number(pairs), number(of)) });
    told(0, (people.length * (people.length - 1)) / 2);
    try {
      const onProgress = ({ pairs, of }: { pairs: number; of: number }) => told(pairs, of);
      const found = await engine.findDuplicates({ limit: MOST_PAIRS, onProgress }, { signal });
      const pairs = found.pairs.filter((pair) => !areApart(pair));
      setReport({ ...found, pairs });
      say({ text: pairs.length === 0 ? words.none : words.found(pairs.length) });
    } catch (error) {
      say(signal.aborted ? { text: words.cancelled } : { text: sentenceFor(error), kind: 'bad' });
    }
  };
  const answer = (pair: DuplicatePair, text: string) => {
    setAnswered([...answered, pair]);
    say({ text });
  };
  const join = async (pair: DuplicatePair, stays: Person, gone: Person, name: string) => {
    if (!confirm(words.sure(gone.name, stays.name))) return;
    try {
      await makeOne(engine, stays, gone, name);
      answer(pair, words.joined(gone.name, name));
    } catch (error) {
      say({ text: sentenceFor(error), kind: 'bad' });
    }
    onChanged();
  };
  return (
    <section class="card" aria-labelledby="twice-title" ref={section}>
      <h2 id="twice-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <button type="button" disabled={task.state !== undefined} onClick={() => void task.run(find)}>
        {words.find}
      </button>
      <TaskProgress task={task} />
      <Message said={said} id="twice-message" />
      {report && asked.length > 0 && (
        <>
          <ul class="pairs">
            {asked.map(({ pair, persons }) => (
              <TwicePair
                key={persons.map(({ id }) => id).join(' ')}
                pair={pair}
                persons={persons}
                report={report}
                onJoin={(stays, gone, name) => join(pair, stays, gone, name)}
                onApart={() => {
                  keepApart(pair);
                  answer(pair, words.keptApart);
                }}
                onLater={() => answer(pair, words.putOff)}
              />
            ))}
          </ul>
          {report.more > 0 && <p class="hint">{words.more(report.more)}</p>}
        </>
      )}
    </section>
  );
}
