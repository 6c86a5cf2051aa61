import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EmbedderEntry, ModelManifest, OptionalEmbedder } from '../../src/protocol';

const FILE = resolve(import.meta.dirname, '../../models/manifest.json');

function readManifest(): ModelManifest {
  return JSON.parse(readFileSync(FILE, 'utf8')) as ModelManifest;
}

/** The embedder of that id in models/manifest.json, or its first. */
export function readEmbedder(id: string | undefined): EmbedderEntry | OptionalEmbedder {
  const { embedders } = readManifest();
  const entry = id === undefined ? embedders[0] : embedders.find((each) => each.id === id);
  if (!entry) {
    const known = embedders.map((each) => each.id).join(', ');
    throw new Error(`models/manifest.json has no model "${id}", only ${known}`);
  }
  return entry;
}

/** Takes what was measured into an embedder's entry, and leaves the rest of the manifest as it is. */
export function writeMeasured(
  id: string,
  measured: Partial<Pick<EmbedderEntry, 'calibration' | 'copies'>>,
): void {
  const manifest = readManifest();
  const embedders = manifest.embedders.map((entry) => (entry.id === id ? { ...entry, ...measured } : entry));
  writeFileSync(FILE, `${JSON.stringify({ ...manifest, embedders }, null, 2)}\n`);
}
