import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MANIFEST_PATH, parseManifest } from '../../../models/build';
import type {
  EmbedderEntry,
  ModelManifest,
  OptionalEmbedder,
  PassiveCalibration,
  PassiveEntry,
} from '../../../src/protocol';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Made from the committed manifest at set-up; says which optional models are installed. */
const BUILT = join(ROOT, 'dist/assets/manifest.json');

function readManifest(path: string): ModelManifest {
  return parseManifest(readFileSync(path, 'utf8'), path);
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
    throw new Error(`model "${entry.id}" is not installed: \`npm run mien -- models add ${entry.id}\``);
  }
  return entry;
}

/** The networks that judge one picture, whether they are installed or not. */
export function readPassive(): PassiveEntry {
  return readManifest(BUILT).passive;
}

/** Takes what was measured of them into the committed manifest, and leaves the rest as it is. */
export function writePassive(calibration: PassiveCalibration, file: string = MANIFEST_PATH): void {
  const manifest = readManifest(file);
  const passive = { ...manifest.passive, calibration };
  writeFileSync(file, formatted(JSON.stringify({ ...manifest, passive }, null, 2)));
}

function isInstalled(entry: EmbedderEntry | OptionalEmbedder): entry is EmbedderEntry {
  return entry.file !== undefined;
}

/** Takes what was measured into an embedder's entry, and leaves the rest of the committed manifest as it is. */
export function writeMeasured(
  id: string,
  measured: Partial<Pick<EmbedderEntry, 'calibration' | 'copies' | 'misses' | 'second'>>,
  file: string = MANIFEST_PATH,
): void {
  const manifest = readManifest(file);
  const embedders = manifest.embedders.map((entry) => (entry.id === id ? { ...entry, ...measured } : entry));
  writeFileSync(file, formatted(JSON.stringify({ ...manifest, embedders }, null, 2)));
}

/** As `npm run check` wants the manifest to be. */
function formatted(json: string): string {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${MANIFEST_PATH}`], {
    cwd: ROOT,
    input: json,
    encoding: 'utf8',
  });
}
