import { useMemo, useState } from 'preact/hooks';
import type { Calibration, MissCurve } from '../../../../src/protocol';
import { messages, number } from '../../i18n';
import { useManifest } from '../../people/manifest';
import { readyEngine } from '../../state/engine';
import { Chart } from '../../ui/chart';
import { strangersPerPass } from '../../ui/verdict';

const LEVELS = [70, 75, 80, 90];

/** Where the levels of confidence lie on the measured curves, and what each costs. */
export function Curves() {
  const manifest = useManifest();
  const { explore } = messages.value;
  const [picked, setChosen] = useState<string>();
  // The one that runs here, or the first of the list, which is the default.
  const chosen = picked ?? readyEngine.value?.info().model.model ?? manifest?.embedders[0]?.id;
  const entry = manifest?.embedders.find(({ id }) => id === chosen);
  if (manifest === undefined || entry === undefined) return null;
  const { calibration, misses } = entry;
  return (
    <section class="card" aria-labelledby="curves-title">
      <h2 id="curves-title">{explore.curves}</h2>
      <label>
        {explore.model}
        <select value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          {manifest.embedders.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <p>{explore.curvesLead(number(calibration.comparisons))}</p>
      <CurveChart calibration={calibration} misses={misses} />
      <LevelTable calibration={calibration} misses={misses} />
    </section>
  );
}

interface Measured {
  readonly calibration: Calibration;
  readonly misses: MissCurve | undefined;
}

function CurveChart({ calibration, misses }: Measured) {
  const { explore } = messages.value;
  const props = useMemo(() => {
    const { points } = calibration;
    return {
      alt: explore.chart,
      x: points.map(({ similarity }) => similarity),
      xLabel: explore.similarity,
      yLabel: explore.rate,
      logarithmic: 'y',
      series: [
        { label: explore.fmr, colour: 'bad', values: points.map(({ fmr }) => fmr) },
        {
          label: explore.fnmr,
          colour: 'accent',
          values: points.map(({ similarity }) => fnmrAt(misses, similarity) ?? null),
        },
      ],
      marks: LEVELS.map((level) => ({ x: similarityAt(calibration, level), label: String(level) })),
    } as const;
  }, [calibration, misses, explore]);
  return <Chart {...props} />;
}

function LevelTable({ calibration, misses }: Measured) {
  const { explore } = messages.value;
  return (
    <div class="scroll">
      <table class="levels">
        <caption>{explore.levels}</caption>
        <thead>
          <tr>
            <th scope="col">{explore.level}</th>
            <th scope="col" class="number">
              {explore.similarity}
            </th>
            <th scope="col" class="number">
              {explore.fmr}
            </th>
            <th scope="col" class="number">
              {explore.missed}
            </th>
          </tr>
        </thead>
        <tbody>
          {LEVELS.map((level) => {
            const similarity = similarityAt(calibration, level);
            const fnmr = fnmrAt(misses, similarity);
            return (
              <tr key={level}>
                <th scope="row">{level}</th>
                <td class="number">{number(similarity, 3)}</td>
                <td class="number">{explore.oneIn(number(strangersPerPass(level)))}</td>
                <td class="number">{fnmr === undefined ? explore.noFnmr : `${number(100 * fnmr, 1)} %`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** confidence = 40 − 10·log10(FMR). */
function rateOf(confidence: number): number {
  return 10 ** ((40 - confidence) / 10);
}

/** The calibration's points lie evenly in the logarithm of the rate; between them the curve is straight there. */
function similarityAt({ points }: Calibration, confidence: number): number {
  const wanted = Math.log10(rateOf(confidence));
  const after = points.findIndex(({ fmr }) => Math.log10(fmr) <= wanted + 1e-9);
  if (after <= 0) return points.at(after)?.similarity ?? 0;
  const [a, b] = [points[after - 1], points[after]];
  const part = (Math.log10(a.fmr) - wanted) / (Math.log10(a.fmr) - Math.log10(b.fmr));
  return a.similarity + part * (b.similarity - a.similarity);
}

/** Undefined where it was not measured. */
function fnmrAt(misses: MissCurve | undefined, similarity: number): number | undefined {
  const points = misses?.points ?? [];
  const after = points.findIndex((point) => point.similarity >= similarity - 1e-9);
  if (after < 0) return undefined;
  if (after === 0) return points[0].fnmr;
  const [a, b] = [points[after - 1], points[after]];
  return a.fnmr + ((similarity - a.similarity) / (b.similarity - a.similarity)) * (b.fnmr - a.fnmr);
}
