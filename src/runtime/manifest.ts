import { type EmbedderEntry, FaceError, type ModelManifest } from '../protocol';

/** Fetches `manifest.json` of the assets folder. Throws FaceError 213 when it is missing or of another version. */
export async function fetchManifest(assets: string): Promise<ModelManifest> {
  const url = new URL('manifest.json', assets);
  const response = await fetch(url).catch((cause: unknown) => {
    throw new FaceError(213, `could not fetch ${url.pathname}: is the assets folder served there?`, cause);
  });
  const manifest: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isManifest(manifest)) {
    throw new FaceError(
      213,
      `${url.pathname} is no model manifest of this release (HTTP status ${response.status}): ` +
        'point `assets` at a copy of the package’s dist/assets folder',
    );
  }
  return manifest;
}

/** The embedder of that id, or the manifest's first. */
export function chooseEmbedder(manifest: ModelManifest, id: string | undefined): EmbedderEntry {
  const entry = id === undefined ? manifest.embedders[0] : manifest.embedders.find((e) => e.id === id);
  if (entry === undefined) {
    const known = manifest.embedders.map((e) => e.id).join(', ');
    throw new FaceError(213, `manifest.json has no model "${id}"; it has: ${known}`);
  }
  return entry;
}

function isManifest(value: unknown): value is ModelManifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'detectors' in value &&
    'embedders' in value &&
    Array.isArray(value.embedders)
  );
}
