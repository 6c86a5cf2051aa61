import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isBuiltHere, readManifest } from '../../models/build';
import { addModel, RECIPES, readStored, removeModel, STORE } from '../../models/build/optional';

const USAGE = `npm run models -- list
npm run models -- add <name> [--from <file, folder or address>]
npm run models -- remove <name>

Models beyond the built-in one: models/README.md says which to choose. \`add\` reads a model's files from its official
address or from where --from says, checks their sha256, converts them, proves the result and puts it into dist/assets.

  --from <place>     one of the files, a folder that holds them, or an http(s) address of either (a folder's ends in /)
  --store <folder>   where added models are kept (default models/optional)
  --assets <folder>  assets folder that is brought up to date (default dist/assets)
  --help             this text`;

const { values, positionals } = parse();
const { from } = values;
const store = resolve(values.store);
const out = resolve(values.assets);
const log = (line: string) => console.log(line);
const [command, name, ...rest] = positionals;

if (values.help) {
  console.log(USAGE);
} else if (command === 'list' && name === undefined && from === undefined) {
  console.log(await list());
} else if (command === 'add' && name !== undefined && rest.length === 0) {
  await orFail(addModel(name, { store, out, from, log }));
} else if (command === 'remove' && name !== undefined && rest.length === 0 && from === undefined) {
  const removed = await orFail(removeModel(name, { store, out, log }));
  if (removed !== undefined) log(removed ? `${name} is removed` : `${name} was not installed`);
} else {
  refuse('give list, add <name> or remove <name>');
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        store: { type: 'string', default: STORE },
        assets: { type: 'string', default: resolve(import.meta.dirname, '../../dist/assets') },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

async function orFail<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return undefined;
  }
}

/** A line a model: name, state, licence, where it comes from. */
async function list(): Promise<string> {
  const { embedders } = await readManifest();
  const rows = await Promise.all(
    embedders.map(async (entry) => {
      const { package: from, version, license } = entry.source;
      const builtIn = isBuiltHere(entry) ? 'built in' : 'your own';
      const state = 'optional' in entry ? await stateOf(entry.id) : builtIn;
      return [entry.id, state, license, `${from} ${version}`];
    }),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
}

async function stateOf(id: string): Promise<string> {
  const recipe = RECIPES.find((each) => each.id === id);
  const stored = await readStored(store, id);
  if (stored.state === 'installed') {
    return `installed, ${stored.receipt.bytes} bytes, of ${stored.receipt.release}`;
  }
  if (stored.state === 'damaged') return 'damaged: add it again';
  const official = recipe?.releases.some(({ address }) => address !== undefined);
  return official ? 'not installed' : 'not installed, needs --from';
}
