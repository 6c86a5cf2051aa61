import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { describe, LIST } from '../../src/install';
import type { AssetsList } from '../../src/protocol';
import { brotliSize } from './compressed-size';

/** Writes `assets.json` of an assets folder that is complete. */
export async function writeAssetsList(folder: string): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile() && entry.name !== LIST)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      return [path, await describe(bytes, await brotliSize(bytes))] as const;
    }),
  );
  const list: AssetsList = {
    release: packageJson.version,
    backends: ['wasm', 'webgpu'],
    files: Object.fromEntries(files),
  };
  await writeFile(join(folder, LIST), `${JSON.stringify(list, null, 2)}\n`);
}
