import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dot } from '../../../src/match';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { sample } from '../../random';
import {
  listImages,
  originOf,
  type Pair,
  personOf,
  readEmbedder,
  readPairs,
  requireImages,
  Tabs,
} from '../photos';
import { DAMAGES, prepareQualityTab } from './kinds';
import { damageAndLookAt, lookAt } from './looks';
import { binTable, damageTable, honestTables, reasonTable, type Trial } from './report';

const USAGE = `npm run mien -- eval quality --images <dir> --pairs <csv> [options]

What the quality gate of enrolment costs and saves: the photos it refuses; and, for worse copies of a sample of the
labelled same-person pairs, misses (copy against the other photo) and false matches (copy against other people) at
the manifest's threshold for FMR 1e-3.

  --images <dir>   photos; a person is a folder
  --pairs <csv>    fold,same,a,b with paths relative to --images
  --sample <n>     same-person pairs, one a person, of whose second photo copies are made (default 200)
  --photos <n>     photos measured as they are, those of the pairs among them (default all)
  --out <dir>      results, gone on with when they are there (default report/quality)
  --tabs <n>       browsers that work side by side (default 2)
  --model <id>     embedder of the manifest`;

const FMR = 1e-3;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      pairs: { type: 'string' },
      sample: { type: 'string', default: '200' },
      photos: { type: 'string' },
      out: { type: 'string', default: 'report/quality' },
      tabs: { type: 'string', default: '2' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });

  if (values.help || !values.images || !values.pairs) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }

  const images = resolve(values.images);
  const out = resolve(values.out);
  const all = listImages(images);
  const pairs = readPairs(values.pairs).filter((pair) => pair.same);
  requireImages(images, pairs, new Set(all));
  const { points } = readEmbedder(values.model).calibration;
  const threshold = points.find(({ fmr }) => fmr === FMR)?.similarity;
  if (threshold === undefined) throw new Error(`the manifest has no similarity for FMR ${FMR}`);
  mkdirSync(out, { recursive: true });
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const origin = originOf(values.model);
  await using tabs = await Tabs.open(Number(values.tabs), origin, ({ page }) =>
    prepareQualityTab(page, values.model),
  );

  const chosen = onePairAPerson(pairs, Number(values.sample));
  const needed = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const wanted = new Set([...sample(all, Number(values.photos ?? all.length)), ...needed]);
  const photos = await tabs.workOff(
    join(out, 'photos.jsonl'),
    all.filter((path) => wanted.has(path)).map((name) => ({ name })),
    ({ page }, batch) => lookAt(page, images, batch),
  );
  const known = new Map(photos.flatMap(({ name, seen }) => (seen ? [[name, seen]] : [])));
  const copies = await tabs.workOff(
    join(out, 'copies.jsonl'),
    chosen.flatMap(({ a, b }) => {
      const face = known.has(a) ? known.get(b)?.face : undefined;
      if (face === undefined) return [];
      return DAMAGES.map((damage) => ({ name: `${b}: ${damage.name}`, path: b, damage, face }));
    }),
    ({ page }, batch) => damageAndLookAt(page, images, batch),
  );
  const seenIn = new Map(copies.map(({ name, seen }) => [name, seen]));
  const trials = chosen.flatMap(({ a, b }) => {
    const other = known.get(a);
    if (!other || !known.has(b)) return [];
    return DAMAGES.map((damage): Trial => {
      const copy = seenIn.get(`${b}: ${damage.name}`) ?? null;
      return { damage, person: personOf(b), copy, other };
    });
  });
  const byYaw = pairs.flatMap(({ a, b }) => {
    const [one, two] = [known.get(a), known.get(b)];
    if (!one || !two) return [];
    const value = Math.max(Math.abs(one.quality.pose.yaw), Math.abs(two.quality.pose.yaw));
    return [{ similarity: dot(Float32Array.from(one.template), Float32Array.from(two.template)), value }];
  });
  const report = [
    environmentLine(),
    `FNMR and FMR at similarity ${threshold}. Faces not found: ${photos.length - known.size} of ${photos.length}.`,
    honestTables([...known.values()].map(({ quality }) => quality)),
    damageTable(trials, threshold),
    reasonTable(trials, threshold),
    `Labelled same-person pairs by the larger |yaw| of the two photos, degrees:`,
    binTable(byYaw, [0, 10, 20, 30, 40, 50], threshold),
  ].join('\n\n');
  writeFileSync(join(out, 'quality.md'), `${report}\n`);
  console.log(report);
  return 0;
}

/** Pairs of different people, so that no one weighs more than another. */
function onePairAPerson(from: readonly Pair[], count: number): Pair[] {
  return sample([...new Map(from.map((pair) => [personOf(pair.b), pair])).values()], count);
}
