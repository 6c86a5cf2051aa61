import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Box } from '../../../src';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { sample } from '../../random';
import { listImages, originOf, readCountedPictures, Tabs } from '../photos';
import { backgroundCrops } from './crops';
import type { Painting } from './painter';
import { markdown, readReview, tally } from './report';
import { contactSheet, facesOf, type Job, judge, prepareTab } from './tab';

const USAGE = `npm run eval:nonface -- --images <dir> --noface <dir> [options]

How many pictures without a face the engine takes for one: crops of the backgrounds of photos, procedural textures,
drawn shapes, and files. Crops keep a margin from every face that \`detect\` finds; those that show one all the same
are listed in a review file, looked at by eye on the contact sheets that are left in --out.

  --images <dir>       photos to cut backgrounds from, 250 px or more
  --noface <dir>       files without a face
  --manifest <csv>     columns file, category, expect, faces: adds files of 0 faces, and reports drawn and masked ones
  --review <csv>       picture,reason (default tools/eval/nonface/review.csv)
  --out <dir>          verdicts, gone on with when they are there, and contact sheets (default report/nonface)
  --seed <n>           another choice of photos, crops and paintings (default 1)
  --photos <n>         photos to cut from (default 1500), up to 3 crops each
  --crops <n>          crops at most (default 4000)
  --painted <n>        textures, and as many drawings (default 800); half as many cartoon faces
  --tabs <n>           browsers that work side by side (default 2)
  --model <id>         embedder of the manifest`;

const CROPS_A_PHOTO = 3;
/** Held against the bar; what is drawn to look like a face is reported beside it. */
const COUNTED = new Set(['background', 'texture', 'drawing', 'file']);

const { values } = parseArgs({
  options: {
    images: { type: 'string' },
    noface: { type: 'string' },
    manifest: { type: 'string' },
    review: { type: 'string', default: join(import.meta.dirname, 'review.csv') },
    out: { type: 'string', default: 'report/nonface' },
    seed: { type: 'string', default: '1' },
    photos: { type: 'string', default: '1500' },
    crops: { type: 'string', default: '4000' },
    painted: { type: 'string', default: '800' },
    tabs: { type: 'string', default: '2' },
    model: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !values.images || !values.noface) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const images = resolve(values.images);
const out = resolve(values.out);
const seed = Number(values.seed);
/** Far apart, so that no two choices share a crop or a painting. */
const firstSeed = 100_000 * (seed - 1) + 1;
const review = readReview(values.review);
mkdirSync(out, { recursive: true });
await ensureBuilt((line) => console.error(`[build] ${line}`));
const origin = originOf(values.model);
await using tabs = await Tabs.open(Number(values.tabs), origin, ({ page }) => prepareTab(page, values.model));
const photos = sample(listImages(images), Number(values.photos), seed).map((name) => ({ name }));
const faces = await tabs.workOff(join(out, 'faces.jsonl'), photos, async ({ page }, batch) => {
  const found = await facesOf(
    page,
    batch.map(({ name }) => join(images, name)),
  );
  return batch.map(({ name }, i) => ({ name, faces: found[i] }));
});
const jobs = [
  ...backgrounds(faces),
  ...(['texture', 'drawing', 'cartoon face'] as const).flatMap((of) => painted(of)),
  ...files(resolve(values.noface), values.manifest && resolve(values.manifest)),
];
const verdicts = await tabs.workOff(join(out, 'verdicts.jsonl'), jobs, ({ page }, batch) =>
  judge(page, batch),
);
const accepted = new Set(verdicts.filter(({ code }) => code === 0).map(({ name }) => name));
await sheets(
  'accepted',
  jobs.filter(({ name }) => accepted.has(name)),
);
await sheets('excluded', furtherFaces(faces));
const table = `${environmentLine()}\n\n${markdown(tally(verdicts, review, COUNTED))}`;
writeFileSync(join(out, 'nonface.md'), `${table}\n`);
console.log(table);

function backgrounds(photos: readonly { name: string; faces: readonly Box[] }[]): Job[] {
  const jobs = photos.flatMap(({ name, faces }, i) =>
    // A photo in which nothing was found may show a face all the same.
    (faces.length === 0
      ? []
      : backgroundCrops({ width: 250, height: 250 }, faces, CROPS_A_PHOTO, firstSeed + i)
    ).map((crop): Job => {
      const { x, y, width, height } = crop.region;
      return {
        name: `${name}#${x} ${y} ${width} ${height} ×${crop.scale}`,
        kind: 'background',
        file: join(images, name),
        crop,
      };
    }),
  );
  return sample(jobs, Number(values.crops), seed);
}

function painted(of: Painting): Job[] {
  const count = of === 'cartoon face' ? Number(values.painted) / 2 : Number(values.painted);
  return Array.from({ length: count }, (_, i) => ({
    name: `${of} ${firstSeed + i}`,
    kind: of,
    painting: { of, seed: firstSeed + i },
  }));
}

/** Files of a folder, and of a manifest those counted to show no face; apart from them a statue, drawn and masked faces. */
function files(folder: string, manifest: string | undefined): Job[] {
  const kinds = new Map(listImages(folder).map((path) => [join(folder, path), 'file']));
  for (const { file, category, expect, faces } of manifest ? readCountedPictures(manifest) : []) {
    if (faces === 'statue') kinds.set(file, 'statue');
    else if (['drawn', 'masked'].includes(category)) kinds.set(file, category);
    else if (faces === '0' && expect.startsWith('decode')) kinds.set(file, 'file');
  }
  return [...kinds].map(([file, kind]) => ({ name: relative(dirname(folder), file), kind, file }));
}

/** Every find of `detect` but the first of a photo: crops keep away from them, so that they are to be looked at, too. */
function furtherFaces(photos: readonly { name: string; faces: readonly Box[] }[]): Job[] {
  return photos.flatMap(({ name, faces }) =>
    faces.slice(1).map(({ x, y, width, height }) => {
      const side = Math.round(Math.max(width, height) * 1.6);
      const region = {
        x: Math.max(0, Math.round(x + (width - side) / 2)),
        y: Math.max(0, Math.round(y + (height - side) / 2)),
        width: side,
        height: side,
      };
      const crop = { region, scale: 1 };
      return { name: `${name}#${x} ${y}`, kind: 'excluded', file: join(images, name), crop };
    }),
  );
}

/** Contact sheets of a hundred pictures each, and their names in the same order. */
async function sheets(title: string, jobs: readonly Job[]): Promise<void> {
  writeFileSync(join(out, `${title}.txt`), jobs.map(({ name }, i) => `${i + 1} ${name}\n`).join(''));
  for (let at = 0; at < jobs.length; at += 100) {
    const sheet = await contactSheet(tabs.first.page, jobs.slice(at, at + 100));
    writeFileSync(join(out, `${title}-${at / 100 + 1}.png`), sheet);
  }
}
