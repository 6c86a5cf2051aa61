import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { confidenceOf } from '../../../src/match';
import { openEnginePage } from '../../browser';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import {
  listImages,
  openDump,
  originOf,
  readEmbedder,
  readPairs,
  requireImages,
  requireSameSizes,
} from '../photos';
import { count, writeReport } from '../report';
import { DEGRADATIONS } from './kinds';
import { onePairAPerson } from './pairs';
import { robustnessSection, robustnessTable } from './report';
import { drawExamples, lookAtCopies, trialsOf } from './run';
import { summarise } from './summary';
import { prepareRobustnessTab } from './tab';

const USAGE = `npm run mien -- eval robustness --images <dir> --pairs <csv> [options]

What rotation, size, JPEG, blur, brightness, lost colour and covering do to a comparison: degraded copies of photo b
of same-person pairs, one pair a person, against photo a. Writes report.md, result.json, charts, and examples.jpg,
which shows the people of the photos.

  --images <dir>   photos; a person is a folder
  --pairs <csv>    fold,same,a,b with paths relative to --images
  --count <n>      people, chosen with a fixed seed (default 200)
  --out <dir>      folder of the report (default report)
  --dump <file>    templates as JSON; an existing file is gone on with
  --model <id>     embedder of the manifest; the default one when absent`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      pairs: { type: 'string' },
      count: { type: 'string', default: '200' },
      out: { type: 'string', default: 'report' },
      dump: { type: 'string' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images || !values.pairs) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const people = Number(values.count);
  if (!Number.isInteger(people) || people < 1)
    throw new RangeError('--count is a number of people, 1 or more');
  const images = resolve(values.images);
  const out = resolve(values.out);
  const labelled = readPairs(values.pairs);
  requireImages(images, labelled, new Set(listImages(images)));
  const pairs = onePairAPerson(labelled, people);
  if (pairs.length === 0) throw new Error(`${values.pairs} has no same-person pairs`);
  const { id, calibration, alignment, file, output } = readEmbedder(values.model);

  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const dump = openDump(values.dump, originOf(id), output.dimension);
  requireSameSizes(
    dump,
    images,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  await using tab = await openEnginePage();
  await prepareRobustnessTab(tab.page, id);
  dump.environments.push(`${environmentLine()}, Chromium ${tab.browser.version()}, one thread, wasm`);
  const looks = await lookAtCopies(tab.page, { images, pairs, dump, file: values.dump, log: console.error });

  const trials = trialsOf(pairs, dump);
  const rows = summarise(
    trials,
    DEGRADATIONS.map(({ name }) => name),
    (similarity) => confidenceOf({ pooled: similarity, best: similarity, faces: 1 }, calibration),
  );
  const summary = {
    model: id,
    sha256: file.sha256,
    alignment: alignment.version,
    people: pairs.length,
    leftOut: pairs.length - trials.length,
    ...looks.faces,
    environments: dump.environments,
  };
  writeReport(out, `Robustness of ${id}`, [
    {
      title: 'What was measured',
      body: `- model: ${id}, ${file.sha256}, alignment ${alignment.version}
- ${count(trials.length)} same-person pairs of as many people, ${summary.leftOut} left out for a photo without a face
- size of the faces in the photos that copies are made of (longer edge of the box), px: median ${summary.median}, ${summary.smallest} to ${summary.largest}
${dump.environments.map((each) => `- ${each}`).join('\n')}`,
      data: { measured: summary },
    },
    robustnessSection(rows),
  ]);
  writeFileSync(join(out, 'examples.jpg'), await drawExamples(tab.page, images, looks.found));
  console.log(robustnessTable(rows));
  console.error(`wrote ${join(out, 'report.md')}, result.json, charts and examples.jpg`);
  return 0;
}
