import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { ModelManifest } from '../../../src/protocol';
import { Manifest } from './schema';

/** The committed manifest: the one place that says what the build must produce. */
export const MANIFEST_PATH = fileURLToPath(new URL('../../manifest.json', import.meta.url));

export async function readManifest(path: string = MANIFEST_PATH): Promise<ModelManifest> {
  return parseManifest(await readFile(path, 'utf8'), path);
}

/** Throws with the place of what is wrong. The engine itself looks at less: it is built with a manifest that passed here. */
export function parseManifest(text: string, path: string): ModelManifest {
  const value: unknown = JSON.parse(text);
  if (v.is(Manifest, value)) return value; // itself: its names keep their order where it is written again
  const [issue] = v.safeParse(Manifest, value).issues ?? [];
  throw new Error(`${path}: ${issue && v.getDotPath(issue)}: ${issue?.message}`);
}
