import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Calibration } from '../../src/protocol';
import { fmrInterval } from './bootstrap';
import { type ImpostorScores, scoreImpostors, thresholdAt } from './impostors';
import { readEmbedder, writeMeasured } from './manifest';
import { listImages } from './pairs';
import { embedAll } from './templates';

const USAGE = `npm run calibrate -- --images <dir> [options]

Compares every photo below <dir> with every photo of other people (a person is a folder) and writes the table
similarity → false match rate into models/manifest.json, from FMR 0.1 to as low as the comparisons show (1e-5 at
most), with 95 % intervals from resampled people.

  --data <name>      how the table names the photos (default: the folder's name)
  --dump <file>      templates as JSON; an existing file is gone on with
  --model <id>       embedder of the manifest; the default one when absent`;

/** An FMR is measured when at least this many comparisons reach its threshold. */
const FEWEST_EVENTS = 50;

function measure(scores: ImpostorScores, data: string): Calibration {
  const points = [];
  for (let exponent = 1; exponent <= 5; exponent += 0.25) {
    const fmr = 10 ** -exponent;
    if (fmr * scores.comparisons < FEWEST_EVENTS) break;
    const similarity = thresholdAt(scores, fmr);
    const [low, high] = fmrInterval(scores, similarity);
    points.push({
      similarity: Number(similarity.toFixed(6)),
      fmr: Number(fmr.toPrecision(6)),
      interval: [Number(low.toPrecision(3)), Number(high.toPrecision(3))] as const,
    });
  }
  const { people, photos, comparisons } = scores;
  return { data, people, photos, comparisons, date: new Date().toISOString().slice(0, 10), points };
}

const { values } = parseArgs({
  options: {
    images: { type: 'string' },
    data: { type: 'string' },
    dump: { type: 'string' },
    model: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !values.images) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const images = resolve(values.images);
const { dump, model } = values;
const log = (line: string) => console.error(line);
const { templates } = await embedAll({
  images,
  paths: listImages(images),
  backend: 'wasm',
  model,
  dump,
  log,
});
const calibration = measure(scoreImpostors(templates), values.data ?? basename(images));

const { id } = readEmbedder(model);
writeMeasured(id, { calibration });
log(`wrote ${calibration.points.length} points for ${id} to models/manifest.json`);
