import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { AssetsList } from '../protocol';
import { sha256 } from './describe';
import { withForms } from './forms';
import { type AssetsPlan, isMissing, LIST, readList } from './plan';

/** What became of a folder. Paths are from it. */
export interface Installed {
  readonly written: readonly string[];
  /** Files that an earlier run wrote and this release, or this choice, does not take. */
  readonly removed: readonly string[];
  /** Those that somebody has changed since: they stay. */
  readonly kept: readonly string[];
  /** Release of the earlier run; undefined where there was none. */
  readonly before: string | undefined;
}

/**
 * Brings a folder to what is planned, with a brotli and a gzip form beside each file if `compress`. What is right is left alone; of
 * what is too much only files go that an earlier run wrote and nobody has changed. The list is written last: a run that breaks off
 * is made up for by the next.
 */
export async function install(plan: AssetsPlan, folder: string, compress = false): Promise<Installed> {
  const before = await readList(folder);
  const plain = new Map([...plan.files].filter(([path]) => path !== LIST));
  const files = compress ? await withForms(plain, folder) : plain;
  const list: AssetsList = {
    ...plan.list,
    files: Object.fromEntries(
      [...files].map(([path, bytes]) => [
        path,
        plan.list.files[path] ?? { bytes: bytes.length, brotli: bytes.length, sha256: sha256(bytes) },
      ]),
    ),
  };
  const written: string[] = [];
  for (const [path, bytes] of files) if (await write(join(folder, path), bytes)) written.push(path);
  const gone = before === undefined ? { removed: [], kept: [] } : await clear(folder, before, files);
  const text = new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`);
  if (await write(join(folder, LIST), text)) written.push(LIST);
  return { written, ...gone, before: before?.release };
}

/** Whether it had to. By renaming, so that no server meets half a file. */
async function write(path: string, bytes: Uint8Array): Promise<boolean> {
  if ((await hashOf(path)) === sha256(bytes)) return false;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return true;
}

async function clear(
  folder: string,
  before: AssetsList,
  wanted: ReadonlyMap<string, unknown>,
): Promise<{ removed: string[]; kept: string[] }> {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const [path, { sha256: hash }] of Object.entries(before.files)) {
    const file = resolve(folder, path);
    // Anyone may have written the list.
    if (wanted.has(path) || relative(resolve(folder), file).startsWith('..')) continue;
    const found = await hashOf(file);
    if (found === undefined) continue;
    if (found !== hash) {
      kept.push(path);
      continue;
    }
    await rm(file);
    removed.push(path);
    await removeIfEmpty(dirname(file));
  }
  return { removed, kept };
}

async function removeIfEmpty(folder: string): Promise<void> {
  if ((await readdir(folder)).length === 0) await rmdir(folder);
}

async function hashOf(path: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
