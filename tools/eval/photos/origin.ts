import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TemplateOrigin } from '../../../src/protocol';
import { readEmbedder } from './manifest';

/** Names its chunks by their hashes, so that its own hash stands for all of the vision code. */
const VISION_WORKER = resolve(import.meta.dirname, '../../../dist/assets/vision.worker.js');

/** What made a file of results: those of two origins are not mixed. */
export interface RunOrigin extends TemplateOrigin {
  readonly backend: string;
  /** sha256 of the built vision worker. */
  readonly vision: string;
}

/** Of a run with the build as it is: `ensureBuilt` comes first. */
export function originOf(model: string | undefined, backend = 'wasm'): RunOrigin {
  const { id, file, alignment } = readEmbedder(model);
  const vision = createHash('sha256').update(readFileSync(VISION_WORKER)).digest('hex');
  return { model: id, modelHash: file.sha256, alignment: alignment.version, backend, vision };
}

/** Throws when `file`, made by `found`, cannot be gone on with by `origin`. */
export function requireOrigin(file: string, found: Partial<RunOrigin>, origin: RunOrigin): void {
  for (const key of ['model', 'modelHash', 'alignment', 'backend', 'vision'] as const) {
    if (found[key] === origin[key]) continue;
    throw new Error(
      `${file} holds results of ${key} "${found[key] ?? 'unknown'}", not "${origin[key]}": name another file or delete it`,
    );
  }
}
