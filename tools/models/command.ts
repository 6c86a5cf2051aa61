import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isBuiltHere, readManifest } from '../../models/build';
import { addModel, RECIPES, removeModel } from '../../models/build/optional';
import { readStored, STORE } from '../../models/build/store';
import type { EmbedderEntry } from '../../src/protocol';

const USAGE = `npm run mien -- models list
npm run mien -- models add <name> [--from <file, folder or address>]
npm run mien -- models remove <name>

Models beyond the built-in one: models/README.md says which to choose. \`add\` reads a model's files from its official
address or from where --from says, checks their sha256, converts them, proves the result and puts it into dist/assets.

  --from <place>     one of the files, a folder that holds them, or an http(s) address of either (a folder's ends in /)
  --store <folder>   where added models are kept (default models/optional)
  --assets <folder>  assets folder that is brought up to date (default dist/assets)
  --help             this text`;

const CHANGING =
  'Faces of one model are never compared with those of another; docs/guide/changing-models.md says how to change without losing people.';

const log = (line: string) => console.log(line);

/** The first of `args` is `list`, `add` or `remove`. Returns 2 for what is not understood, 1 for what cannot be done. */
export async function run(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') return refuse(parsed);
  const { values, positionals } = parsed;
  const { from } = values;
  const store = resolve(values.store);
  const out = resolve(values.assets);
  const [command, name, ...rest] = positionals;
  if (values.help) {
    log(USAGE);
    return 0;
  }
  if (command === 'list' && name === undefined && from === undefined) {
    log(`${await list(store)}\n\n${CHANGING}`);
    return 0;
  }
  if (command === 'add' && name !== undefined && rest.length === 0) {
    return orFail(() => addModel(name, { store, out, from, log }));
  }
  if (command === 'remove' && name !== undefined && rest.length === 0 && from === undefined) {
    return orFail(async () => {
      const removed = await removeModel(name, { store, out, log });
      log(removed ? `${name} is removed` : `${name} was not installed`);
    });
  }
  return refuse('give list, add <name> or remove <name>');
}

/** What is wrong with the options, as text. */
function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        store: { type: 'string', default: STORE },
        assets: { type: 'string', default: resolve(import.meta.dirname, '../../dist/assets') },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(message: string): number {
  console.error(`${message}\n\n${USAGE}`);
  return 2;
}

async function orFail(work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** A line a model: name, state, licence, where it comes from. */
async function list(store: string): Promise<string> {
  const { embedders, passive } = await readManifest();
  const rows = await Promise.all(
    [...embedders, passive].map(async (entry) => {
      const { package: from, version, license } = entry.source;
      const state = 'optional' in entry ? await stateOf(entry.id, store) : kindOf(entry);
      return [entry.id, state, license, `${from} ${version}`];
    }),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
}

function kindOf(entry: EmbedderEntry): string {
  return isBuiltHere(entry) ? 'built in' : 'your own';
}

async function stateOf(id: string, store: string): Promise<string> {
  const recipe = RECIPES.find((each) => each.id === id);
  const stored = await Promise.all((recipe?.products ?? []).map((product) => readStored(store, product.id)));
  const receipts = stored.flatMap((each) => (each.state === 'installed' ? [each.receipt] : []));
  const [first] = receipts;
  if (first && receipts.length === stored.length) {
    const bytes = receipts.reduce((sum, receipt) => sum + receipt.bytes, 0);
    return `installed, ${bytes} bytes, of ${first.release}`;
  }
  if (stored.some(({ state }) => state !== 'absent')) return 'damaged: add it again';
  const official = recipe?.releases.some(({ address }) => address !== undefined);
  return official ? 'not installed' : 'not installed, needs --from';
}
