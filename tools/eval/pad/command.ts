import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PassiveCalibration } from '../../../src/protocol';
import { ensureBuilt } from '../../build';
import { environmentLine } from '../../host';
import { originOf, readPassive, Tabs, writePassive } from '../photos';
import { writeReport } from '../report';
import { filmOptions, runFilms } from './films';
import { chooseThreshold, halves, ratesAt } from './measures';
import type { Judged } from './networks';
import { networksIn, sectionsOf } from './report';
import { listSamples } from './samples';
import { judge, PEER_FOLDERS, prepareTab } from './tab';

const USAGE = `npm run mien -- eval pad --data <dir> [options]
npm run mien -- eval pad --films --people <dir> [options]

How often one picture of a shown face is taken for a living one, and the other way round (ISO/IEC 30107-3): APCER per species of attack
and camera, BPCER per person, of the MiniFASNet pair (npm run mien -- models add minifasnet) and of human's two networks.
A threshold is chosen on one half of the people and its rates are those of the other half.

  --data <dir>      <source>/live/<person>/… and <source>/attack-<species>/<person>/…; a source is a camera
  --write           takes the pair's threshold and rates into models/manifest.json. Build again (npm run build) to use it
  --check           looks at all people by the manifest's threshold instead of one chosen from these pictures
  --name <name>     how the manifest names the pictures (default: the folder's name)
  --out <dir>       report.md, result.json and scores, gone on with when they are there (default report/pad)
  --tabs <n>        browsers that work side by side (default 2)

With --films: how often checkLiveness takes an attack for a living person, and the other way round, on films that are made of still photos
(docs/decisions/059): a model of reality.

  --people <dir>    photos, a folder for each person
  --checks <list>   of actions, flash, and both, which is one session of both (default actions,flash)
  --sessions <n>    of each attack (default 50)
  --genuine <n>     of living people (default 100)
  --after <n>       leaves out the first so many people, on whom limits may have been chosen (default 0)
  --species <list>  only these
  --without <list>  actions that are never asked for
  --show            no measurement: a picture of some frames of each species, for --out`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      write: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      name: { type: 'string' },
      out: { type: 'string', default: 'report/pad' },
      tabs: { type: 'string', default: '2' },
      films: { type: 'boolean', default: false },
      people: { type: 'string' },
      checks: { type: 'string', default: 'actions,flash' },
      sessions: { type: 'string', default: '50' },
      genuine: { type: 'string', default: '100' },
      after: { type: 'string', default: '0' },
      species: { type: 'string' },
      without: { type: 'string', default: '' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.films && values.people && !values.help) {
    await runFilms(filmOptions({ ...values, people: values.people }));
    return 0;
  }
  if (values.help || values.films || !values.data) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const { write, check } = values;
  if (write && check) throw new Error('--check writes nothing: leave one of --write and --check out');
  const folder = resolve(values.data);
  const out = resolve(values.out);
  const samples = listSamples(folder);
  mkdirSync(out, { recursive: true });
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const passive = readPassive();
  const hashes = passive.networks.map(({ file }) => file?.sha256 ?? 'not installed');
  const origin = { ...originOf(undefined), model: passive.id, modelHash: hashes.join() };
  await using tabs = await Tabs.open(Number(values.tabs), origin, ({ page }) => prepareTab(page), {
    folders: PEER_FOLDERS,
  });
  const judged = await tabs.workOff(join(out, 'scores.jsonl'), samples, ({ page }, batch) =>
    judge(page, folder, batch),
  );
  const measured = networksIn(judged).includes('minifasnet');
  if ((write || check) && !measured)
    throw new Error('the pair is not installed: `npm run mien -- models add minifasnet`');
  const sections = sectionsOf(judged, check ? passive.calibration.threshold : undefined);
  const title = `Presentation attacks: ${values.name ?? basename(folder)}`;
  writeReport(out, title, [{ title: 'Where', body: environmentLine(), data: {} }, ...sections]);
  console.log(sections.map((section) => `## ${section.title}\n\n${section.body}`).join('\n\n'));
  if (write) writePassive(calibrationOf(judged, values.name ?? basename(folder)));
  return 0;
}

/** Of the people that the threshold was not chosen on. */
function calibrationOf(judged: readonly Judged[], data: string): PassiveCalibration {
  const [choosing, reporting] = halves(judged);
  const threshold = chooseThreshold(choosing, 'minifasnet');
  const { attacks, live } = ratesAt(reporting, 'minifasnet', threshold);
  const [worst] = attacks;
  if (worst === undefined) throw new Error('the half of the people that is to be reported has no attacks');
  return {
    data,
    date: new Date().toISOString().slice(0, 10),
    threshold,
    people: live.people.length,
    attacks: { accepted: worst.wrong, of: worst.of, species: `${worst.source}, ${worst.species}` },
    live: { refused: live.wrong, of: live.of },
  };
}
