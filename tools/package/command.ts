import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build';
import { unexportedNames } from './names';
import { problemsOfOldest } from './oldest';
import { pack } from './pack';
import { problemsOfFiles, problemsOfTypes } from './problems';

const TYPES = resolve(import.meta.dirname, '../../dist/types');

const USAGE = `npm run mien -- package

Packs what would be published and looks at it as users' tools do: publint at its files, arethetypeswrong at its types (node16, bundler).
TypeScript 5.4 must be able to read them, and no declaration may mention a type that its entry does not export. Exit status: 1 when something is found.`;

/** Behind `npm run check`, too. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const files = readdirSync(TYPES).map((name) => join(TYPES, name));
  const tarball = pack();
  const found = [
    ...files.flatMap(problemsOfNames),
    ...problemsOfOldest(files),
    ...(await problemsOfFiles(tarball)),
    ...(await problemsOfTypes(tarball)),
  ];
  for (const line of found) console.log(line);
  if (found.length === 0) console.log(`${(tarball.length / 1e6).toFixed(1)} MB packed; nothing is wrong`);
  return found.length > 0 ? 1 : 0;
}

function problemsOfNames(file: string): string[] {
  return unexportedNames(readFileSync(file, 'utf8')).map(
    (name) => `${file} mentions ${name}, which it does not export`,
  );
}
