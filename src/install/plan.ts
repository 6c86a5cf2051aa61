import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type AssetsList, isAssetsList, type ModelManifest } from '../protocol';
import { type AssetsChoice, chosenEmbedders, chosenFiles } from './choice';
import { describe, sha256 } from './describe';

/** The file that says what is in an assets folder. */
export const LIST = 'assets.json';
const MANIFEST = 'manifest.json';

/** What a folder is to hold. */
export interface AssetsPlan {
  readonly list: AssetsList;
  readonly models: readonly string[];
  /** Contents by path, the list's own file among them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The package's `dist/assets`, wherever this file lies in it. */
function packagedAssets(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('mien/package.json')), 'dist/assets');
}

/** The files that a choice takes. Its manifest has the chosen models alone, so that the first of them is the default. */
export async function planAssets(choice: AssetsChoice = {}, from = packagedAssets()): Promise<AssetsPlan> {
  const list = await readList(from);
  if (list === undefined) throw new Error(`${join(from, LIST)} is missing: is mien installed whole?`);
  const packaged = JSON.parse(await readFile(join(from, MANIFEST), 'utf8')) as ModelManifest;
  const embedders = chosenEmbedders(packaged, choice);
  const { mesh, ...rest } = packaged;
  const manifest = choice.mesh === false ? rest : packaged;
  const paths = chosenFiles(list, manifest, embedders, choice);
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    files.set(path, path === MANIFEST ? json({ ...manifest, embedders }) : await readFile(join(from, path)));
  }
  const { backends } = list;
  const copied: AssetsList = {
    release: list.release,
    backends: backends.filter((each) => choice.backend === undefined || each === choice.backend),
    files: Object.fromEntries(
      await Promise.all(
        [...files].map(async ([path, bytes]) => {
          const known = list.files[path];
          return [path, known?.sha256 === sha256(bytes) ? known : await describe(bytes)] as const;
        }),
      ),
    ),
  };
  files.set(LIST, json(copied));
  return { list: copied, models: embedders.map(({ id }) => id), files };
}

/** The list of a folder; undefined where it has none that can be read. */
export async function readList(folder: string): Promise<AssetsList | undefined> {
  try {
    const list: unknown = JSON.parse(await readFile(join(folder, LIST), 'utf8'));
    return isAssetsList(list) ? list : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
