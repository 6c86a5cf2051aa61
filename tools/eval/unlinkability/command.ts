import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentLine } from '../../host';
import { embedAll, listImages, readEmbedder } from '../photos';
import { roundingLine, unlinkabilityTable } from './report';

const USAGE = `npm run mien -- eval unlinkability --images <dir> [options]

Whether two galleries of the same people can be told to be so by their stored templates: D↔sys of Gomez-Barrero et al. (2018), 0 not at all,
1 always, with every template in plain, and as two galleries write them, each in a secret basis of its own. A person is a folder. One gallery
has the first photo of everybody, the other the same one, or the second photo of those who have one. Beside it: what the measure gives by
chance, and how many persons are linked by whoever has both galleries whole, by the cosines within each.

  --galleries <n>    pairs of galleries (default 20)
  --dump <file>      templates as JSON; an existing file is gone on with
  --model <id>       embedder of the manifest; the default one when absent`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      galleries: { type: 'string', default: '20' },
      dump: { type: 'string' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.images === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const galleries = Number(values.galleries);
  if (!(Number.isInteger(galleries) && galleries > 0))
    throw new RangeError('--galleries is a number above 0');
  const images = resolve(values.images);
  const model = readEmbedder(values.model).id;
  const { dump } = values;
  const paths = listImages(images);
  const { templates } = await embedAll({ images, paths, backend: 'wasm', model, dump, log: console.error });
  console.log(`${environmentLine()}, ${model}\n`);
  console.log(await unlinkabilityTable(templates, galleries));
  console.log(`\n${await roundingLine(templates)}`);
  return 0;
}
