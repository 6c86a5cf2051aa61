import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Spells out the file behind every relative import of the emitted declarations ("./limits" → "./limits.js"),
 * which TypeScript wants under its NodeNext resolution and accepts under every other.
 */
export function completeImports(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/(from |import\()'(\.[^']*)'/g, (_, keyword: string, path: string) => {
        const target = resolve(dirname(file), path);
        return `${keyword}'${path}${existsSync(`${target}.d.ts`) ? '.js' : '/index.js'}'`;
      }),
    );
  }
}
