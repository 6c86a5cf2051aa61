import { useMemo, useState } from 'preact/hooks';
import { type CosineRow, cosineTables } from '../../../../bench/cosine';
import { pageEnvironment } from '../../../../bench/device';
import { messages, number } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Chart, type ChartSeries } from '../../ui/chart';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';
import { CopyReport } from './copy-report';
import { LOOP_CASES, measureLoop } from './measure-loop';

const COLOURS: readonly ChartSeries['colour'][] = ['accent', 'good', 'bad', 'soft'];

/** Comparing one template with many, in every way there is here. */
export function HotLoop() {
  const engine = useEngine();
  const { benchmark: words } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const [rows, setRows] = useState<readonly CosineRow[]>([]);

  const measure = async ({ signal, tell }: TaskHandle) => {
    setRows([]);
    say(undefined);
    const seen: CosineRow[] = [];
    try {
      for (const [i, each] of LOOP_CASES.entries()) {
        tell({ done: i, of: LOOP_CASES.length, words: words.progress(i + 1, LOOP_CASES.length) });
        seen.push(...(await measureLoop(each, signal)));
        setRows([...seen]);
      }
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  return (
    <section class="card" aria-labelledby="loop-title">
      <h2 id="loop-title">{words.loop}</h2>
      <p>{words.loopLead}</p>
      <button
        type="button"
        class="primary"
        disabled={task.state !== undefined}
        aria-describedby="loop-title"
        onClick={() => void task.run(measure)}
      >
        {words.run}
      </button>
      <TaskProgress task={task} />
      <Message said={said} />
      {rows.length > 0 && (
        <>
          <SpeedChart rows={rows} />
          <details>
            <summary>{words.figures}</summary>
            <SpeedTable rows={rows} />
          </details>
          <CopyReport env={pageEnvironment(engine.info())} rows={rows} tables={cosineTables(rows)} />
        </>
      )}
    </section>
  );
}

/** The fastest ways first; the rest is in the table. */
function SpeedChart({ rows }: { rows: readonly CosineRow[] }) {
  const { benchmark: words } = messages.value;
  const props = useMemo(() => {
    const scans = rows.filter(({ does, skipped }) => does === 'scan' && skipped === undefined);
    const sizes = [...new Set(scans.map((row) => row.rows))];
    const largest = scans.filter((row) => row.rows === sizes.at(-1));
    const names = largest
      .sort((a, b) => b.templatesPerSecond - a.templatesPerSecond)
      .slice(0, COLOURS.length)
      .map(({ name }) => name);
    const speed = (name: string, size: number) =>
      scans.find((row) => row.name === name && row.rows === size)?.templatesPerSecond;
    return {
      alt: words.templates,
      x: sizes,
      xLabel: words.rows,
      yLabel: words.templates,
      logarithmic: 'both',
      series: names.map((name, i) => ({
        label: name,
        colour: COLOURS[i],
        points: true,
        values: sizes.map((size) => (speed(name, size) ?? 0) / 1e6 || null),
      })),
    } as const;
  }, [rows, words]);
  return <Chart {...props} />;
}

function SpeedTable({ rows }: { rows: readonly CosineRow[] }) {
  const { benchmark: words } = messages.value;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.kernel}</th>
            <th scope="col" class="number">
              {words.rows}
            </th>
            <th scope="col" class="number">
              {words.ms}
            </th>
            <th scope="col" class="number">
              {words.templates}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ skipped }) => skipped === undefined)
            .map((row) => (
              <tr key={`${row.name} ${row.does} ${row.rows}`}>
                <th scope="row">{`${row.name}, ${row.does}`}</th>
                <td class="number">{number(row.rows)}</td>
                <td class="number">{number(row.medianMs, row.medianMs < 1 ? 3 : 1)}</td>
                <td class="number">{number(row.templatesPerSecond / 1e6, 1)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
