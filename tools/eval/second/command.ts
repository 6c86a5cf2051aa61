import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EmbedderEntry, SecondCalibration } from '../../../src/protocol';
import { setUpTrial } from '../accuracy';
import { heldOutTable, TooFewError } from '../calibration';
import { embedAll, listImages, readEmbedder, readPairs, requireImages, writeMeasured } from '../photos';
import { packBoth } from './blocks';
import type { When } from './judge';
import { measureSecond } from './measure';
import { checkAsIs, checkOnHalves, type Pairing, secondTable } from './report';

const USAGE = `npm run mien -- eval second --images <dir> [options]

Two networks, the second of which is asked when the first is not sure: error rates of either alone, in two stages and of both always,
how often the second is asked, and what confidence is worth on the half of the people that it was not calibrated on.

  --pairs <csv>         fold,same,a,b with paths relative to --images; without it every two photos of one folder are genuine.
                        All photos of different people are impostor comparisons
  --write               takes what the two are worth together into models/manifest.json, where the first's calibration must be
                        one of the same photos. Build again (npm run build) to use it
  --check               measures by the manifest's table instead of one made from these photos
  --model <id>          the first; the manifest's default one when absent
  --second <id>         the second; the one that the manifest names for the first when absent
  --weight <number>     of the second's cosine, the first's counting 1 (default: the manifest's, else 3)
  --data <name>         how the table names the photos (default: the folder's name)
  --dump <file>         templates of the first as JSON; an existing file is gone on with
  --second-dump <file>  those of the second`;

interface Options {
  readonly images: string;
  readonly pairs: string | undefined;
  readonly write: boolean;
  readonly check: boolean;
  readonly first: EmbedderEntry;
  readonly second: EmbedderEntry;
  readonly weight: number;
  readonly data: string;
  readonly dump: string | undefined;
  readonly secondDump: string | undefined;
}

export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.log(USAGE);
    return args.includes('--help') ? 0 : 2;
  }
  const { images, first, second, check, write, data } = options;
  const log = (line: string) => console.error(line);
  const pairs = options.pairs === undefined ? null : readPairs(options.pairs);
  const paths = listImages(images);
  if (paths.length === 0) throw new Error(`there are no pictures below ${images}`);
  if (pairs) requireImages(images, pairs, new Set(paths));
  const embed = async (model: string, dump: string | undefined) =>
    (await embedAll({ images, paths, backend: 'wasm', model, dump, log })).templates;
  const ofFirst = await embed(first.id, options.dump);
  const ofSecond = await embed(second.id, options.secondDump);
  log('comparing');
  const together = check
    ? calibrated(first)
    : measureSecond(packBoth(ofFirst, ofSecond), first.calibration, options.weight, data);
  const pairing: Pairing = {
    first: { ...first, templates: ofFirst },
    second: { ...second, templates: ofSecond },
    together,
  };
  if (write) {
    const { sha256 } = second.file;
    const { version } = second.alignment;
    writeMeasured(first.id, {
      second: { model: second.id, modelHash: sha256, alignment: version, calibration: together },
    });
    log(`wrote what ${first.id} and ${second.id} are worth together to models/manifest.json`);
  }
  console.log(secondTable(pairing, setUpTrial(ofFirst, pairs, true)));
  for (const when of ['auto', 'always'] as const) console.log(worth(pairing, check, when));
  return 0;
}

function worth(pairing: Pairing, check: boolean, when: When): string {
  const asked = when === 'auto' ? 'asked where the first is not sure' : 'always asked';
  try {
    const rates = check ? checkAsIs(pairing, when) : checkOnHalves(pairing, when);
    const how = check
      ? "By the manifest's table"
      : 'Calibrated on one half of the people and counted on the other';
    return `\n${how}, the second ${asked}:\n\n${heldOutTable(rates)}`;
  } catch (error) {
    if (!(error instanceof TooFewError)) throw error;
    return `\nNot checked on unseen people: ${error.message}.`;
  }
}

function calibrated({ id, second }: EmbedderEntry): SecondCalibration {
  if (second === undefined) throw new Error(`models/manifest.json names no second for ${id}`);
  return second.calibration;
}

/** Null: no folder is named, or help is asked for. */
function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      pairs: { type: 'string' },
      write: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      model: { type: 'string' },
      second: { type: 'string' },
      weight: { type: 'string' },
      data: { type: 'string' },
      dump: { type: 'string' },
      'second-dump': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { images, model, pairs, write, check, dump } = values;
  if (values.help || images === undefined) return null;
  if (write && check) throw new Error('--check writes nothing: leave one of --write and --check out');
  const first = readEmbedder(model);
  const name = values.second ?? first.second?.model;
  if (name === undefined)
    throw new Error(`models/manifest.json names no second for ${first.id}: --second <id>`);
  const weight = Number(values.weight ?? first.second?.calibration.weight ?? 3);
  if (!(weight > 0)) throw new Error('--weight is a number above 0');
  return {
    images: resolve(images),
    pairs,
    write,
    check,
    first,
    second: readEmbedder(name),
    weight,
    data: values.data ?? basename(resolve(images)),
    dump,
    secondDump: values['second-dump'],
  };
}
