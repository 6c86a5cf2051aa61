import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generated } from './generated';

const USAGE = `npm run docs

Writes the tables of docs/reference/api.md and the types of the answers anew, from the schemas in src/http/contract, the table of
folders in docs/inside/architecture.md from tools/structure/layers.mjs, and docs/decisions/README.md from the records beside it.`;

export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const root = resolve(import.meta.dirname, '../..');
  for (const [path, text] of Object.entries(generated())) writeFileSync(join(root, path), text);
  return 0;
}
