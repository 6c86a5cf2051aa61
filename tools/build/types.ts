import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** The package's main entry, which says what the others speak of, too. */
const MAIN = 'index';
const CAPTURE = 'capture';
/** Name of each other entry → its door in src/. */
const OTHERS = {
  fleet: 'member/index',
  http: 'http/index',
  'service-worker': 'http/worker/index',
  testing: 'signing/index',
  vite: 'vite/index',
};
/** Those that speak of the capture element, too. */
const ON_CAPTURE = { react: 'react/index', preact: 'preact/index' };

/**
 * Makes one declaration file an entry, `<name>.d.ts`, of the many that the compiler emitted. What the main entry's files
 * declare is imported from it, so that an error, say, is of one class whichever entry names it; the same goes for the capture element.
 */
export async function rollUpTypes(emitted: string, out: string): Promise<void> {
  const make = (name: string, door: string, ...plugins: Plugin[]) =>
    rollUp(join(emitted, `${door}.d.ts`), join(out, `${name}.d.ts`), ...plugins);
  const main = importedFrom(`./${MAIN}.js`, await make(MAIN, MAIN));
  const captured = await make(CAPTURE, `${CAPTURE}/index`, main);
  for (const [name, door] of Object.entries(OTHERS)) await make(name, door, main);
  for (const [name, door] of Object.entries(ON_CAPTURE))
    await make(name, door, main, importedFrom(`./${CAPTURE}.js`, captured));
}

/** Resolves to the paths of all files that were read. */
async function rollUp(input: string, file: string, ...plugins: Plugin[]): Promise<ReadonlySet<string>> {
  const bundle = await rollup({ input, plugins: [...plugins, dts()] });
  try {
    await bundle.write({ file, banner: referencesOf(input) });
    return new Set(bundle.watchFiles);
  } finally {
    await bundle.close();
  }
}

/** Libraries of TypeScript's that a file asks for; they are no code, and would be lost. */
function referencesOf(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('/// <reference lib=')).join('\n');
}

function importedFrom(file: string, declared: ReadonlySet<string>): Plugin {
  return {
    name: 'imported-from-main',
    async resolveId(source, importer) {
      const found = importer && (await this.resolve(source, importer, { skipSelf: true }));
      return found && declared.has(found.id) ? { id: file, external: true } : null;
    },
  };
}
