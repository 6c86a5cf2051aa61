import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { embedAll, listImages, readEmbedder, writeMeasured } from '../photos';
import { checkCalibration } from './held-out';
import { calibrateAndCheck, heldOutTable } from './report';

const USAGE = `npm run mien -- eval calibrate --images <dir> [options]

Compares every photo below <dir> with every photo of other people (a person is a folder) and writes the table
similarity → false match rate of one model and its alignment into models/manifest.json, from FMR 0.1 to 1e-5, with
95 % intervals from resampled people. Build again (npm run build) to use it. Then it halves the people, calibrates on
each half and prints the false matches among the other half, for one, three and five enrolled faces, where the halves
are large enough.

  --check            writes nothing; prints the false matches that the manifest's table lets through on these photos
  --data <name>      how the table names the photos (default: the folder's name)
  --dump <file>      templates as JSON; an existing file is gone on with
  --model <id>       embedder of the manifest; the default one when absent`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
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
    return values.help ? 0 : 2;
  }
  const images = resolve(values.images);
  const { dump, model } = values;
  const log = (line: string) => console.error(line);
  const paths = listImages(images);
  if (paths.length === 0) throw new Error(`there are no pictures below ${images}`);
  const { id, calibration } = readEmbedder(model);
  const { templates } = await embedAll({ images, paths, backend: 'wasm', model, dump, log });
  if (values.check) {
    console.log(heldOutTable(checkCalibration(calibration, templates)));
    return 0;
  }
  const { calibration: measured, worth } = calibrateAndCheck(
    templates,
    values.data ?? basename(images),
    calibration,
  );
  writeMeasured(id, { calibration: measured });
  log(`wrote ${measured.points.length} points for ${id} to models/manifest.json`);
  console.log(worth);
  return 0;
}
