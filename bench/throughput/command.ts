import { parseArgs } from 'node:util';
import { atLeast, ratio } from '../bars';
import { environmentOf, openBenchTab } from '../browser';
import { photoSite } from '../photos/serve';
import { COMMON, COMMON_USAGE, countOf } from '../report/options';
import { output } from '../report/output';

const USAGE = `npm run bench -- throughput [options]

Persons enrolled from photos a second, all the way into the gallery, with one vision worker and with two, in turns.

  --images <folder> one folder a person; without, faces cut from the sample photos
  --photos <n>      enrolments each (default 1000)`;

export async function benchThroughput(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...COMMON, images: { type: 'string' }, photos: { type: 'string', default: '1000' } },
  });
  if (values.help) return console.log(`${USAGE}\n${COMMON_USAGE}`);
  await using tab = await openBenchTab(values.browser, photoSite(values.images, 60));
  const plan = { photos: countOf('photos', values.photos), workers: [1, 2] };
  const rows = await tab.evaluate((asked) => measureEnrolling(asked), plan);
  const speed = (workers: number) => rows.find((row) => row.workers === workers)?.photosPerSecond;
  output(
    {
      env: `${await environmentOf(tab)}; wasm, 1 thread a worker`,
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
}
