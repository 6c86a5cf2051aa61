import type { AssetsList, Backend, EmbedderEntry, ModelManifest } from '../protocol';

/** What of the assets folder an application wants. */
export interface AssetsChoice {
  /**
   * Embedder ids; the first is the default of `createEngine`. Default: the manifest's first, and the one that it asks for a second opinion.
   * Without that one nobody is asked.
   */
  readonly models?: readonly string[] | undefined;
  /** Whether `shape` and `detect` with `mesh` shall work, which take the face mesh, 1.2 MB that a page loads when it first asks. Default true. */
  readonly mesh?: boolean | undefined;
  /** Only what this one takes: `createEngine` must then be given the same `backend`, or `auto` with wasm. Default: both. */
  readonly backend?: Backend | undefined;
}

/** Files that one backend alone loads; all others are for both. */
const OF_BACKEND: Readonly<Record<Backend, readonly RegExp[]>> = {
  wasm: [
    /^chunks\/ort\.wasm\./,
    /^runtimes\/ort-wasm-simd-threaded\.(mjs|wasm)$/,
    /^runtimes\/tfjs-backend-wasm/,
  ],
  webgpu: [/^chunks\/(ort|tfjs)\.webgpu\b/, /^runtimes\/ort-wasm-simd-threaded\.asyncify\./],
};
const MODELS = 'models/';

/** The chosen embedders, in the order chosen. Throws where one is not known, or not there. */
export function chosenEmbedders(
  { embedders }: ModelManifest,
  { models }: AssetsChoice,
): readonly EmbedderEntry[] {
  const there = embedders.filter((entry): entry is EmbedderEntry => entry.file !== undefined);
  if (models === undefined || models.length === 0) {
    const [first, ...others] = there;
    return [first, ...others.filter(({ id }) => id === first?.second?.model)];
  }
  return [...new Set(models)].map((id) => {
    const found = there.find((entry) => entry.id === id);
    if (found !== undefined) return found;
    const names = there.map((entry) => entry.id).join(', ');
    if (!embedders.some((entry) => entry.id === id))
      throw new Error(`there is no model "${id}"; the package has: ${names}`);
    throw new Error(
      `model "${id}" is not part of the package, which has: ${names}. ` +
        `It is added in a clone of the repository: npm run mien -- models add ${id}`,
    );
  });
}

/** Paths of the files that the choice takes, `manifest.json` among them. */
export function chosenFiles(
  { files }: AssetsList,
  manifest: ModelManifest,
  embedders: readonly EmbedderEntry[],
  { backend, mesh = true }: AssetsChoice,
): readonly string[] {
  const { shortRange, fullRange } = manifest.detectors;
  const models = [
    ...[shortRange, fullRange].flatMap(({ topology, weights }) => [topology, weights]),
    ...(embedders.some(({ alignment }) => alignment.landmarks === 'refined')
      ? [manifest.landmarker.file]
      : []),
    ...(manifest.mesh && mesh ? [manifest.mesh.file, manifest.mesh.canonical] : []),
    ...embedders.map(({ file }) => file),
    // Whoever added them to this folder wants them.
    ...manifest.passive.networks.flatMap(({ file }) => file ?? []),
  ].map(({ path }) => path);
  const left = backend === undefined ? [] : OF_BACKEND[backend === 'wasm' ? 'webgpu' : 'wasm'];
  const others = Object.keys(files).filter(
    (path) => !path.startsWith(MODELS) && !left.some((pattern) => pattern.test(path)),
  );
  return [...others, ...models];
}
