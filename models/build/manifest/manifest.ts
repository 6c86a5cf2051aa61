import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { ModelManifest } from '../../../src/protocol';
import { Manifest as schema } from './schema';

/** The committed manifest: the one place that says what the build must produce. */
export const MANIFEST_PATH = fileURLToPath(new URL('../../manifest.json', import.meta.url));

/** What the build makes: assets may be copied without a part of it. */
export type Manifest = Required<ModelManifest>;

export async function readManifest(path: string = MANIFEST_PATH): Promise<Manifest> {
  return parseManifest(await readFile(path, 'utf8'), path);
}

/** Throws with the place of what is wrong. The engine itself looks at less: it is built with a manifest that passed here. */
export function parseManifest(text: string, path: string): Manifest {
  const value: unknown = JSON.parse(text);
  if (v.is(schema, value)) return value; // itself: its names keep their order where it is written again
  const [issue] = v.safeParse(schema, value).issues ?? [];
  throw new Error(`${path}: ${issue && v.getDotPath(issue)}: ${issue?.message}`);
}
