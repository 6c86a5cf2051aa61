import { parseArgs } from 'node:util';
import {
  BACKEND,
  BACKEND_USAGE,
  backendOf,
  browserArgsFor,
  COMMON,
  COMMON_USAGE,
  countOf,
  environmentOf,
  openBenchTab,
  output,
  photoSite,
} from '../harness';
import { atMost, ratio } from '../lib';

const USAGE = `npm run mien -- bench second --images <folder> [options]

What the second opinion costs: photo to verdict, warm, without the second network, with it where the first is not sure, and always; each
person compared with another photo of theirs and with the next person's, by all three in turns.

  --images <folder> one folder a person
  --people <n>      how many, two photos each (default 100)`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      images: { type: 'string' },
      people: { type: 'string', default: '100' },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  if (values.images === undefined) throw new Error('--images <folder> is needed: one folder a person');
  const backend = backendOf(values.backend);
  const people = countOf('people', values.people);
  await using tab = await openBenchTab(values.browser, {
    ...photoSite(values.images, 2 * people),
    browserArgs: browserArgsFor(backend),
  });
  const rows = await tab.evaluate((plan) => measureSecond(plan), { people, backend });
  const meanOf = (attempt: string, mode: string) =>
    rows.find((row) => row.attempt === attempt && row.mode === mode)?.meanMs;
  const cost = (attempt: string) => ratio(meanOf(attempt, 'auto'), meanOf(attempt, 'never'));
  output(
    {
      env: await environmentOf(tab, backend),
      rows,
      bars: [
        atMost('genuine: mean time with a second opinion by the first alone', cost('genuine'), 1.2),
        atMost('impostor: mean time with a second opinion by the first alone', cost('impostor'), 1.2),
      ],
      tables: [
        {
          head: ['attempt', 'second opinion', 'mean ms', 'p50 ms', 'asked'],
          rows: rows.map(({ attempt, mode, meanMs, p50, asked, verdicts }) => [
            attempt,
            mode,
            meanMs.toFixed(1),
            p50.toFixed(1),
            `${asked} of ${verdicts}`,
          ]),
        },
      ],
    },
    values,
  );
  return 0;
}
