import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelManifest } from '../src/protocol';

/**
 * Copies the engine's assets, but for the models that this machine has added: the page uses none, and who serves it
 * would pass them on. The copied manifest says so, too.
 */
export async function copyAssets(from: string, to: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8')) as ModelManifest;
  const { networks } = manifest.passive;
  const optional = [...manifest.embedders.filter((entry) => 'optional' in entry), ...networks];
  const added = optional.flatMap(({ file }) => (file ? [join(from, file.path)] : []));
  await cp(from, to, { recursive: true, filter: (path) => !added.includes(path) });
  const embedders = manifest.embedders.map((entry) =>
    'optional' in entry ? { ...entry, file: undefined } : entry,
  );
  const passive = { ...manifest.passive, networks: networks.map((entry) => ({ ...entry, file: undefined })) };
  const written = { ...manifest, embedders, passive };
  await writeFile(join(to, 'manifest.json'), `${JSON.stringify(written, null, 2)}\n`);
}
