import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelFile, ModelManifest } from '../../../src/protocol';
import { buildModels } from '../index';

/** A build in a folder of its own. */
export interface BuiltModels {
  readonly manifest: ModelManifest;
  read(file: ModelFile): Promise<Uint8Array<ArrayBuffer>>;
  remove(): Promise<void>;
}

export async function buildOnce(): Promise<BuiltModels> {
  const out = await temporaryFolder();
  await buildModels({ out, store: join(out, 'store') });
  return {
    manifest: JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as ModelManifest,
    // A copy, so that `buffer` holds this file and nothing else.
    read: async (file) => new Uint8Array(await readFile(join(out, file.path))),
    remove: () => rm(out, { recursive: true }),
  };
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'models-'));
}

/** The input of the golden tests: every byte value, in an order that no stride of the networks shares. */
export function goldenInput(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (i * 7919) % 256);
}
