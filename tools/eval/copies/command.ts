import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CopyRule } from '../../../src/protocol';
import { environmentLine } from '../../host';
import { sample } from '../../random';
import {
  COPY_KINDS,
  embedAll,
  listImages,
  personOf,
  photosOfSeveral,
  readEmbedder,
  writeMeasured,
} from '../photos';
import { lowestThreshold, refusals } from '../statistics';
import { countedCopies, kindTable, measure, similaritiesOf, thresholdTable } from './report';

const USAGE = `npm run mien -- eval copies --images <dir> [options]

Measures the rule against almost identical faces (−1312) of models/manifest.json: how many copies of a photo it
refuses, and how many different photos of one person (a person is a folder). Copies are made of a sample of the
photos; different photos are all pairs. One half of the people serves to choose a threshold, the other to report.

  --sample <n>       photos to copy (default 400)
  --threshold <s>    another threshold than the manifest's, −1…1
  --write            choose the threshold on the one half and write it, with the other's rates, into the manifest
  --data <name>      how the manifest names the photos then (default: the folder's name)
  --json <file>      everything printed, and the 100 most similar pairs
  --dump <file>      templates as JSON; an existing file is gone on with
  --model <id>       embedder of the manifest; the default one when absent`;

/** Honest second photos that may be refused at most: a refusal stops an enrolment, a copy only adds nothing. */
const WRONGLY_REFUSED = 0.001;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      sample: { type: 'string', default: '400' },
      threshold: { type: 'string' },
      write: { type: 'boolean', default: false },
      data: { type: 'string' },
      json: { type: 'string' },
      dump: { type: 'string' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const images = resolve(values.images);
  const entry = readEmbedder(values.model);
  const all = listImages(images);
  const sampled = sample(all, Number(values.sample));
  const wanted = new Set([...sampled, ...photosOfSeveral(all)]);
  const common = { images, backend: 'wasm', model: entry.id, dump: values.dump, log: console.error };
  const photos = await embedAll({ ...common, paths: all.filter((path) => wanted.has(path)) });
  const copies = await embedAll({ ...common, paths: sampled, copies: COPY_KINDS });

  const people = [...new Set(all.map(personOf))];
  const choosers = new Set(sample(people, people.length / 2));
  const [choosing, reporting] = [true, false].map((chooses) => {
    const half = new Set(people.filter((person) => choosers.has(person) === chooses));
    return measure(photos.templates, copies.templates, half);
  });

  const threshold = values.write
    ? lowestThreshold(similaritiesOf(choosing.different), WRONGLY_REFUSED)
    : Number(values.threshold ?? entry.copies.similarity);
  if (!(threshold >= -1 && threshold <= 1)) throw new RangeError('--threshold is a cosine, −1…1');
  const rule: CopyRule = {
    similarity: threshold,
    data: values.data ?? basename(images),
    people: reporting.people,
    copies: refusals(countedCopies(reporting), threshold),
    differentPhotos: refusals(similaritiesOf(reporting.different), threshold),
    date: new Date().toISOString().slice(0, 10),
  };
  /** Around the rule, whose place depends on the model. */
  const thresholds = Array.from({ length: 17 }, (_, i) =>
    Number((threshold + (i - 8) / 1000).toFixed(3)),
  ).filter((value) => value < 1);
  const kinds = kindTable(reporting, threshold);
  const rates = thresholdTable(choosing, reporting, thresholds);
  console.log(environmentLine());
  console.log(JSON.stringify(rule, null, 2));
  console.table(kinds);
  console.table(rates);
  if (values.json) {
    const closest = [...choosing.different, ...reporting.different]
      .sort((x, y) => y.similarity - x.similarity)
      .slice(0, 100);
    const result = { environment: environmentLine(), rule, kinds, rates, closest };
    writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
  if (values.write) writeMeasured(entry.id, { copies: rule });
  return 0;
}
