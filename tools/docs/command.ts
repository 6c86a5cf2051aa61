import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generated } from '../api';
import { ensureBuilt } from '../build';
import { buildSite } from './site';

const USAGE = `npm run docs [-- --tables | --site]

Writes what pages have from the code, then builds the documentation site (.cache/site, and demo/dist/docs): the tables of
docs/reference/api.md and the types of the answers from the schemas in src/http/contract, the table of folders in
docs/inside/architecture.md from tools/structure/layers.mjs, and docs/decisions/README.md from the records beside it. A dead
link fails the build.

  --tables   the tables alone
  --site     the site alone`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tables: { type: 'boolean', default: false },
      site: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (!values.site) writeTables();
  if (values.tables) return 0;
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  await buildSite();
  return 0;
}

function writeTables(): void {
  const root = resolve(import.meta.dirname, '../..');
  for (const [path, text] of Object.entries(generated())) writeFileSync(join(root, path), text);
}
