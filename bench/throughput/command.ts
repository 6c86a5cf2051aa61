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
import { atLeast, ratio } from '../lib';

const USAGE = `npm run mien -- bench throughput [options]

Persons enrolled from photos a second, all the way into the gallery, with one vision worker and with two, in turns.

  --images <folder> one folder a person; without, faces cut from the sample photos
  --photos <n>      enrolments each (default 1000)
  --model <id>      embedder (default the manifest's first)`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      images: { type: 'string' },
      photos: { type: 'string', default: '1000' },
      model: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const backend = backendOf(values.backend);
  await using tab = await openBenchTab(values.browser, {
    ...photoSite(values.images, 60),
    browserArgs: browserArgsFor(backend),
  });
  const { model } = values;
  const plan = { photos: countOf('photos', values.photos), workers: [1, 2], backend, model };
  const rows = await tab.evaluate((asked) => measureEnrolling(asked), plan);
  const speed = (workers: number) => rows.find((row) => row.workers === workers)?.photosPerSecond;
  output(
    {
      env: await environmentOf(tab, backend),
      rows,
      bars: [atLeast('two vision workers by one', ratio(speed(2), speed(1)), 1.7)],
      tables: [
        {
          head: ['vision workers', 'photos/s', 'enrolled'],
          rows: rows.map((row) => [`${row.workers}`, row.photosPerSecond.toFixed(1), `${row.photos}`]),
        },
      ],
    },
    values,
  );
  return 0;
}
