import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** An import that is followed at once, unlike `import()`. */
const STATIC_IMPORT = /(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g;

/**
 * The scripts that a browser has loaded once a page and one of its lazily imported parts stand, the page itself not
 * counted: those that index.html names, that part, and whatever they import.
 * @param folder of the build, with index.html and assets/
 * @param part the beginning of its file's name
 * @param files all paths of the build, relative to the folder
 * @throws Error if there is no such part.
 */
export function firstPageScripts(folder: string, part: string, files: readonly string[]): string[] {
  const html = readFileSync(posix.join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  const lazy = files.find((path) => path.startsWith(`assets/${part}-`) && path.endsWith('.js'));
  if (lazy === undefined) throw new Error(`no assets/${part}-*.js in ${folder}`);
  const found = new Set<string>();
  const open = [...named, lazy];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path) || !existsSync(posix.join(folder, path))) continue;
    found.add(path);
    const text = readFileSync(posix.join(folder, path), 'utf8');
    for (const [, name = ''] of text.matchAll(STATIC_IMPORT))
      open.push(posix.join(posix.dirname(path), name));
  }
  return [...found].sort();
}
