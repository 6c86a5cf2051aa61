import { parseArgs } from 'node:util';
import { median } from '../../tools/quantiles';
import { COMMON, COMMON_USAGE, countOf, environmentOf, openBenchTab, output } from '../harness';
import { atMost } from '../lib';
import type { DuplicateRow } from './measure';

const USAGE = `npm run mien -- bench duplicates [options]

How long findDuplicates takes in a real browser, through the built gallery worker: galleries of 1,000 and 20,000 made-up persons of one face,
of whom each hundredth is enrolled twice.

  --persons <n>     one size only; may be repeated
  --faces <n>       of each person (default 1)
  --dimension <n>   numbers of a template (default 192)`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      persons: { type: 'string', multiple: true, default: ['1000', '20000'] },
      faces: { type: 'string', default: '1' },
      dimension: { type: 'string', default: '192' },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const rows: DuplicateRow[] = [];
  let env = '';
  for (const persons of values.persons.map((text) => countOf('persons', text))) {
    await using tab = await openBenchTab(values.browser);
    env = await environmentOf(tab);
    const faces = countOf('faces', values.faces);
    const dimension = countOf('dimension', values.dimension);
    rows.push(await tab.evaluate((each) => measureTwice(each), { persons, faces, dimension }));
  }
  const large = rows.find(({ persons, faces }) => persons === 20_000 && faces === 1);
  output(
    {
      env,
      rows,
      bars: [atMost('20,000 persons: findDuplicates, s', large && median(large.seconds), 10)],
      tables: [
        {
          head: ['persons × faces × numbers', 's', 'kernel', 'others wait, ms', 'found', 'wrong'],
          rows: rows.map(({ persons, faces, dimension, seconds, kernel, waitMs, found, twice, wrong }) => [
            `${persons} × ${faces} × ${dimension}`,
            seconds.map((each) => each.toFixed(2)).join(', '),
            kernel,
            waitMs.toFixed(0),
            `${found} of ${twice}`,
            String(wrong),
          ]),
        },
      ],
    },
    values,
  );
  return 0;
}
