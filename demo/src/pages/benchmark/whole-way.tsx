import { useMemo, useState } from 'preact/hooks';
import { pageEnvironment } from '../../../../bench/device';
import { cutFaces } from '../../../../bench/photos';
import { measureStages, STAGES, type StageRow } from '../../../../bench/stages';
import { messages, number } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Chart } from '../../ui/chart';
import { Message, type Said } from '../../ui/message';
import { loadGroup } from '../../ui/samples';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';
import { CopyReport } from './copy-report';

/** Group photos whose faces are cut out; the sixth sample is a crowd, and takes longer than the measurement. */
const GROUPS = [2, 3, 4, 5];
const ROUNDS = 5;
/** The chart is drawn anew this often. */
const EVERY = 5;

/** Photo to verdict in this browser, a stage at a time. */
export function WholeWay() {
  const engine = useEngine();
  const { benchmark: words, verify } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const [times, setTimes] = useState<readonly number[]>([]);
  const [row, setRow] = useState<StageRow>();

  const measure = async ({ signal, tell }: TaskHandle) => {
    setRow(undefined);
    setTimes([]);
    say(undefined);
    try {
      const photos: Blob[] = [];
      for (const [i, n] of GROUPS.entries()) {
        tell({ done: i, of: GROUPS.length, words: words.cutting });
        photos.push(...(await cutFaces(engine, await loadGroup(n))));
        signal.throwIfAborted();
      }
      const of = photos.length * ROUNDS;
      const seen: number[] = [];
      const count = (ms: number) => {
        seen.push(ms);
        tell({ done: seen.length, of, words: words.progress(seen.length, of) });
        if (seen.length % EVERY === 0) setTimes([...seen]);
      };
      setRow(await measureStages(engine, photos, ROUNDS, count, signal));
      setTimes(seen);
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  return (
    <section class="card" aria-labelledby="whole-title">
      <h2 id="whole-title">{words.whole}</h2>
      <button
        type="button"
        class="primary"
        disabled={task.state !== undefined}
        aria-describedby="whole-title"
        onClick={() => void task.run(measure)}
      >
        {words.run}
      </button>
      <TaskProgress task={task} />
      <Message said={said} />
      {times.length > 0 && <TimesChart times={times} />}
      {row && (
        <>
          <p class="message yes" id="whole-result">
            {words.perSecond(number(1000 / row.p50, 1))}
          </p>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.stage}</th>
                  <th scope="col" class="number">
                    {words.ms}
                  </th>
                </tr>
              </thead>
              <tbody>
                {STAGES.map((stage) => (
                  <tr key={stage}>
                    <th scope="row">{verify.stage[stage]}</th>
                    <td class="number">{number(row.stages[stage], 1)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">{`${words.all}, ${words.median}`}</th>
                  <td class="number">{number(row.p50, 1)}</td>
                </tr>
                <tr>
                  <th scope="row">{`${words.all}, ${words.p95}`}</th>
                  <td class="number">{number(row.p95, 1)}</td>
                </tr>
              </tbody>
            </table>
          </div>
          <CopyReport
            env={pageEnvironment(engine.info())}
            rows={[row]}
            tables={[
              {
                head: ['stage', 'median ms'],
                rows: [
                  ...STAGES.map((stage) => [stage, row.stages[stage].toFixed(1)]),
                  ['photo to verdict, p50', row.p50.toFixed(1)],
                  ['photo to verdict, p95', row.p95.toFixed(1)],
                ],
              },
            ]}
          />
        </>
      )}
    </section>
  );
}

function TimesChart({ times }: { times: readonly number[] }) {
  const { benchmark: words } = messages.value;
  const props = useMemo(
    () =>
      ({
        alt: words.times,
        x: times.map((_, i) => i + 1),
        xLabel: words.verification,
        yLabel: words.ms,
        series: [{ label: words.times, colour: 'accent', values: times }],
      }) as const,
    [times, words],
  );
  return <Chart {...props} />;
}
