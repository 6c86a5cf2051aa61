import { join } from 'node:path';
import { embedAll, listImages, readEmbedder, readPairs, requireImages, writeMeasured } from '../photos';
import { writeReport } from '../report';
import { similarityAt } from '../statistics';
import { evaluate } from './evaluate';
import { findExcluded, readExclusions } from './exclusions';
import { missesOf } from './misses';
import { type Options, readOptions, USAGE } from './options';
import type { Named } from './pictures';
import * as sections from './sections';
import { setUpTrial, withoutExcluded } from './trial';

export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options) await report(options);
  else console.log(USAGE);
  return 0;
}

async function report(options: Options): Promise<void> {
  const { images, out, model, backend, dump } = options;
  const log = (line: string) => console.error(line);
  const { id, calibration, alignment, file } = readEmbedder(model);
  const pairs = options.pairs === undefined ? null : readPairs(options.pairs);
  const exclusions = options.exclude.flatMap(readExclusions);
  const paths = listImages(images);
  if (paths.length === 0) throw new Error(`there are no pictures below ${images}`);
  if (pairs) requireImages(images, pairs, new Set(paths));

  const embedded = await embedAll({ images, paths, backend, model, dump, log });
  const { templates, unreadable } = embedded;
  log('comparing');
  const trial = setUpTrial(templates, pairs, options.allImpostors);
  const excluded = findExcluded(trial.block, exclusions);
  for (const { a, b } of excluded.absent) log(`not excluded, as there are no such photos: ${a} ${b}`);
  const applied = exclusions.filter((each) => !excluded.absent.includes(each));
  const similarityOf = (confidence: number) => similarityAt(confidence, 1, calibration);
  const everything: Named = {
    key: 'everything',
    name: 'everything',
    evaluation: evaluate(trial, { similarityOf }),
  };
  const runs = [everything];
  if (applied.length > 0) {
    const evaluation = evaluate(withoutExcluded(trial, excluded), { similarityOf });
    runs.push({ key: 'withoutExcluded', name: 'without excluded', evaluation });
  }

  const here = paths.flatMap((path) => embedded.timingsMs.get(path) ?? []);
  const notFound = paths.filter((path) => !templates.get(path) && !unreadable.has(path));
  const ofHere = new Map([...unreadable].filter(([path]) => templates.has(path)));
  writeReport(out, `Accuracy of ${id}`, [
    sections.what({ id, sha256: file.sha256, alignment: alignment.version, backend }, trial),
    sections.rates(runs),
    sections.scores(everything, trial),
    sections.confidence(everything, calibration),
    sections.faces(paths, notFound, ofHere),
    sections.times(here, embedded.environments),
    ...(applied.length > 0 ? [sections.excluded(applied)] : []),
    sections.method(trial),
  ]);
  if (options.write) writeMeasured(id, { misses: missesOf(everything.evaluation, calibration) });
  console.log(sections.ratesTable(runs));
  log(`wrote ${join(out, 'report.md')}, result.json and pictures`);
}
