import { blaming } from '../assets';
import type { Workspace } from '../pixels';
import type {
  DetectorEntry,
  EmbedderEntry,
  LandmarkerEntry,
  PassiveCalibration,
  PassiveNetwork,
  SecondModel,
  VisionInfo,
  VisionOptions,
} from '../protocol';
import { ChipRuntimes, type Tfjs } from './chip-runtimes';
import {
  chooseEmbedder,
  choosePassive,
  chooseSecond,
  downloadModelFile,
  fetchManifest,
  type InstalledPassive,
  ProgressMeter,
  type SecondEmbedder,
} from './files';
import { LateNetwork } from './late-network';
import { fetchMesh, type MeshNetwork } from './mesh-network';
import type { ChipNetwork, DetectorNetwork } from './network';
import { ORT_VERSION } from './ort';

/** Asked for at once: it takes as long to arrive and compile as the models take. */
const script = import('./tfjs/tfjs');
// Whoever starts hears of a failure; before that it must not count as unhandled.
script.catch(() => undefined);

/** The network of landmarks, ready to run. */
export interface Landmarker {
  readonly entry: LandmarkerEntry;
  readonly network: ChipNetwork;
}

/** Another embedder, to be asked beside the first. */
export interface SecondNetwork {
  readonly embedder: SecondEmbedder;
  readonly network: LateNetwork;
}

/** Networks that judge one picture together. */
export interface PassiveNetworks {
  readonly calibration: PassiveCalibration;
  readonly networks: readonly { readonly entry: PassiveNetwork; readonly network: LateNetwork }[];
}

/** Everything the vision pipeline runs on. */
export interface Networks {
  readonly entry: EmbedderEntry;
  readonly embedder: ChipNetwork;
  /** Where the embedder's alignment asks for its points. */
  readonly landmarker: Landmarker | undefined;
  readonly shortRange: DetectorNetwork;
  /** Fetched at the first call: few pictures need it. */
  readonly fullRange: () => Promise<DetectorNetwork>;
  /** Fetched at the first call. Rejects with FaceError 213 where the assets have none. */
  readonly mesh: () => Promise<MeshNetwork>;
  /** Whom to ask when the embedder is not sure; undefined where there is nobody, or nobody is to be asked. */
  readonly second: SecondNetwork | undefined;
  /** What says whether a face is a living one; undefined where it is not installed. */
  readonly passive: PassiveNetworks | undefined;
  readonly info: Omit<VisionInfo, 'pixels'>;
}

/**
 * Starts the runtimes that it takes and fetches the models, all at once.
 * Rejects with FaceError 213 when a file is missing or wrong, or a backend does not start; then the worker
 * must be replaced, since runtimes initialise only once.
 */
export async function loadNetworks(
  options: VisionOptions,
  onProgress: (progress: { loadedBytes: number; totalBytes: number }) => void,
  workspace: Workspace,
): Promise<Networks> {
  const started = performance.now();
  const { assets, backend, threads } = options;
  const wasm = backend === 'wasm' ? [new URL('runtimes/tfjs-backend-wasm-simd.wasm', assets)] : [];
  const tfjs = blaming(wasm, async () => {
    const module = await script;
    await module.startTfjs(backend, assets);
    return module;
  });
  // Awaited below, after the downloads: a failure before that must not count as unhandled.
  tfjs.catch(() => undefined);
  const runtimes = new ChipRuntimes(options, tfjs);

  const manifest = await fetchManifest(assets);
  const entry = chooseEmbedder(manifest, options.model);
  runtimes.expect(entry);
  const meter = new ProgressMeter(onProgress);
  const { shortRange: short, fullRange: full } = manifest.detectors;
  const pointsOf = entry.alignment.landmarks === 'refined' ? manifest.landmarker : undefined;
  const files = [entry.file, short.topology, short.weights, ...(pointsOf ? [pointsOf.file] : [])];
  for (const file of files) meter.expect(file.bytes);
  const open = async (of: EmbedderEntry | LandmarkerEntry, before?: Promise<unknown>) => {
    const model = await downloadModelFile(of.file, assets, meter);
    // onnxruntime opens one session at a time.
    await before;
    return runtimes.open(of, model);
  };
  const opened = open(entry);

  const [embedder, landmarker, shortRange] = await Promise.all([
    opened,
    pointsOf && open(pointsOf, opened).then((network): Landmarker => ({ entry: pointsOf, network })),
    fetchDetector(tfjs, 'short', short, assets, workspace, meter),
  ]);
  const second = options.second === 'never' ? undefined : chooseSecond(manifest, entry);
  const passive = choosePassive(manifest);
  const late = (of: EmbedderEntry | InstalledPassive['networks'][number]) =>
    new LateNetwork(of, assets, runtimes);
  const { gpuLost, TFJS_VERSION } = await tfjs;
  // Neither runtime recovers a lost GPU; a worker that ends is replaced.
  void gpuLost().then(() => self.close());
  return {
    entry,
    embedder,
    landmarker,
    shortRange,
    fullRange: lazily(() => fetchDetector(tfjs, 'full', full, assets, workspace)),
    mesh: lazily(() => fetchMesh(manifest.mesh, assets, runtimes)),
    second: second && { embedder: second, network: late(second.entry) },
    passive: passive && {
      calibration: passive.calibration,
      networks: passive.networks.map((each) => ({ entry: each, network: late(each) })),
    },
    info: {
      backend,
      origin: { model: entry.id, modelHash: entry.file.sha256, alignment: entry.alignment.version },
      dimension: entry.output.dimension,
      calibration: entry.calibration,
      second: secondModel(second, options.second),
      integers: entry.integers ?? false,
      copySimilarity: entry.copies.similarity,
      runtime: embedder.runtime,
      threads,
      loadMs: performance.now() - started,
      versions: { onnxruntime: ORT_VERSION, tfjs: TFJS_VERSION },
    },
  };
}

function secondModel(second: SecondEmbedder | undefined, when: VisionOptions['second']): SecondModel | null {
  if (second === undefined || when === 'never') return null;
  return { origin: second.origin, calibration: second.calibration, when };
}

async function fetchDetector(
  tfjs: Promise<Tfjs>,
  kind: 'short' | 'full',
  entry: DetectorEntry,
  assets: string,
  workspace: Workspace,
  meter?: ProgressMeter,
): Promise<DetectorNetwork> {
  const [topology, weights] = await Promise.all([
    downloadModelFile(entry.topology, assets, meter),
    downloadModelFile(entry.weights, assets, meter),
  ]);
  const { openDetector } = await tfjs;
  return openDetector(kind, entry, topology, weights, workspace);
}

/** Runs `make` once; a failure is forgotten, so that the next call tries again. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
