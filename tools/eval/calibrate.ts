import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCalibration } from './calibration';
import { checkCalibration, crossCheck, type HeldOutRate } from './held-out';
import { readEmbedder, writeMeasured } from './manifest';
import { listImages } from './pairs';
import { embedAll } from './templates';

const USAGE = `npm run calibrate -- --images <dir> [options]

Compares every photo below <dir> with every photo of other people (a person is a folder) and writes the table
similarity → false match rate of one model and its alignment into models/manifest.json, from FMR 0.1 to 1e-5, with
95 % intervals from resampled people. Build again (npm run build) to use it. Then it halves the people, calibrates on
each half and prints the false matches among the other half, for one, three and five enrolled faces.

  --check            writes nothing; prints the false matches that the manifest's table lets through on these photos
  --data <name>      how the table names the photos (default: the folder's name)
  --dump <file>      templates as JSON; an existing file is gone on with
  --model <id>       embedder of the manifest; the default one when absent`;

function table(rates: readonly HeldOutRate[]): string {
  const cells = rates.map((rate) => [
    rate.faces,
    rate.confidence,
    rate.promised.toExponential(0),
    rate.measured.toExponential(2),
    rate.interval.map((end) => end.toExponential(1)).join(' … '),
    `${rate.falseMatches.toFixed(1)} of ${Math.round(rate.comparisons)}`,
    rate.people,
    `${rate.missed.toFixed(1)} of ${Math.round(rate.genuine)} (${((100 * rate.missed) / rate.genuine).toFixed(2)} %)`,
  ]);
  const head = [
    'faces',
    'confidence',
    'promised FMR',
    'measured FMR',
    '95 %',
    'false matches',
    'people',
    'missed',
  ];
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      images: { type: 'string' },
      data: { type: 'string' },
      dump: { type: 'string' },
      model: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.images) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const images = resolve(values.images);
  const { dump, model } = values;
  const log = (line: string) => console.error(line);
  const paths = listImages(images);
  if (paths.length === 0) throw new Error(`there are no pictures below ${images}`);
  const { id, calibration } = readEmbedder(model);
  const { templates } = await embedAll({ images, paths, backend: 'wasm', model, dump, log });
  if (values.check) {
    console.log(table(checkCalibration(calibration, templates)));
    return;
  }
  const measured = measureCalibration(templates, values.data ?? basename(images), calibration);
  writeMeasured(id, { calibration: measured });
  log(`wrote ${measured.points.length} points for ${id} to models/manifest.json`);
  log('calibrated on one half of the people and counted on the other:');
  console.log(table(crossCheck(templates)));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
