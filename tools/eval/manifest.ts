import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EmbedderEntry, ModelManifest, OptionalEmbedder } from '../../src/protocol';

/** What is measured is written here. */
const FILE = resolve(import.meta.dirname, '../../models/manifest.json');
/** Made from it at set-up; says which optional models are installed. */
const BUILT = resolve(import.meta.dirname, '../../dist/assets/manifest.json');

function readManifest(path: string): ModelManifest {
  return JSON.parse(readFileSync(path, 'utf8')) as ModelManifest;
}

/** The embedder of that id, or the first, as it is installed. Throws when there is none, or it is not installed. */
export function readEmbedder(id: string | undefined): EmbedderEntry {
  const { embedders } = readManifest(BUILT);
  const entry = id === undefined ? embedders[0] : embedders.find((each) => each.id === id);
  if (!entry) {
    const known = embedders.map((each) => each.id).join(', ');
    throw new Error(`models/manifest.json has no model "${id}", only ${known}`);
  }
  if (!isInstalled(entry)) {
    throw new Error(`model "${entry.id}" is not installed: \`npm run models -- add ${entry.id}\``);
  }
  return entry;
}

function isInstalled(entry: EmbedderEntry | OptionalEmbedder): entry is EmbedderEntry {
  return entry.file !== undefined;
}

/** Takes what was measured into an embedder's entry, and leaves the rest of the manifest as it is. */
export function writeMeasured(
  id: string,
  measured: Partial<Pick<EmbedderEntry, 'calibration' | 'copies'>>,
): void {
  const manifest = readManifest(FILE);
  const embedders = manifest.embedders.map((entry) => (entry.id === id ? { ...entry, ...measured } : entry));
  writeFileSync(FILE, `${JSON.stringify({ ...manifest, embedders }, null, 2)}\n`);
}
