import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { StageTimings } from '../../src';
import { environmentLine } from '../environment';
import { scoreImpostors } from './impostors';
import { accuracy, fnmrAt } from './metrics';
import { listImages, readPairs, requireImages } from './pairs';
import { embedAll } from './templates';

const USAGE = `npm run eval -- --images <dir> --pairs <csv> [options]

Embeds every photo below <dir> through the engine in a real browser and reports accuracy on the labelled pairs,
FNMR at FMR 1e-2 … 1e-5 (thresholds from all comparisons between different people; a person is a folder) and the
photos without a found face; median milliseconds per stage, one thread.

  --pairs <csv>      fold,same,a,b with paths relative to --images
  --out <dir>        where result.json goes (default report)
  --dump <file>      templates as JSON; an existing file is gone on with
  --backend <name>   wasm (default) or webgpu
  --model <id>       embedder of the manifest`;

/** Medians per stage, the warm-up left out; null when every template came from the dump. */
function medianTimes(timings: readonly StageTimings[]): StageTimings | null {
  const warm = timings.slice(10);
  if (warm.length === 0) return null;
  const median = (stage: keyof StageTimings) =>
    Number(
      warm
        .map((each) => each[stage])
        .sort((a, b) => a - b)
        [warm.length >> 1].toFixed(2),
    );
  return {
    decode: median('decode'),
    detect: median('detect'),
    align: median('align'),
    embed: median('embed'),
  };
}

const { values } = parseArgs({
  options: {
    images: { type: 'string' },
    pairs: { type: 'string' },
    out: { type: 'string', default: 'report' },
    dump: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    model: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !values.images || !values.pairs) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const images = resolve(values.images);
const pairs = readPairs(values.pairs);
const paths = listImages(images);
requireImages(images, pairs, new Set(paths));
const log = (line: string) => console.error(line);
const { backend, model, dump } = values;
const { templates, timings } = await embedAll({ images, paths, backend, model, dump, log });
const impostors = scoreImpostors(templates);
const result = {
  environment: environmentLine(),
  photos: paths.length,
  notFound: paths.filter((path) => !templates.get(path)),
  people: impostors.people,
  impostorComparisons: impostors.comparisons,
  pairs: pairs.length,
  accuracy: accuracy(templates, pairs),
  medianMs: medianTimes(timings),
  fnmr: fnmrAt(templates, pairs, impostors, [1e-2, 1e-3, 1e-4, 1e-5]),
};
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
