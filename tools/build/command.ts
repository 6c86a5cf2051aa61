import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildModels } from '../../models/build';
import { buildAll } from './build';

const ASSETS = join(import.meta.dirname, '../../dist/assets');

const USAGE = `npm run build

Builds the package (dist/) and the demo (demo/dist/).

  --package   builds what is published: without the models that were added on this machine, and no demo`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      package: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  // Models that were added on this machine are no part of the package; the next set-up puts them back.
  if (values.package) await buildModels({ out: ASSETS, store: null });
  await buildAll({ withDemo: !values.package });
  return 0;
}
