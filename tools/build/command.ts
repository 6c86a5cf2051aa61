import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildModels } from '../../models/build';
import { buildAll } from './build';
import { precompress } from './precompress';

const ASSETS = join(import.meta.dirname, '../../dist/assets');

const USAGE = `npm run build [-- --compress <folder>]

Builds the package (dist/) and the demo (demo/dist/).

  --compress <folder>   copies dist/assets there, with a brotli and a gzip form beside each file
  --package             builds what is published: without the models that were added on this machine`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      package: { type: 'boolean', default: false },
      compress: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  // Models that were added on this machine are no part of the package; the next set-up puts them back.
  if (values.package) await buildModels({ out: ASSETS, store: null });
  await buildAll();
  if (values.compress !== undefined) {
    const { raw, brotli } = await precompress(ASSETS, resolve(values.compress));
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    console.log(`${values.compress}: ${megabytes(raw)}, ${megabytes(brotli)} with brotli`);
  }
  return 0;
}
