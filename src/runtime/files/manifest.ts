import { assetsError, fetchAsset, pageInstead } from '../../assets';
import {
  type AlignmentPoint,
  type CalibrationPoint,
  CODES,
  type EmbedderEntry,
  FaceError,
  type ModelFile,
  type ModelManifest,
  type PassiveEntry,
  type PassiveNetwork,
  type SecondCalibration,
  type TemplateOrigin,
} from '../../protocol';
import { LANDMARK_ORDER } from '../network';

/** Another embedder, as it is asked beside the first. */
export interface SecondEmbedder {
  readonly entry: EmbedderEntry;
  readonly origin: TemplateOrigin;
  readonly calibration: SecondCalibration;
}

/** Networks that judge a picture together, all there. */
export interface InstalledPassive extends PassiveEntry {
  readonly networks: readonly (PassiveNetwork & { readonly file: ModelFile })[];
}

/** What the landmark network's points become (src/vision/align/landmarks.ts). */
const REFINED_POINTS = [
  'rightEye',
  'leftEye',
  'noseTip',
  'mouthCenter',
  'rightMouthCorner',
  'leftMouthCorner',
] as const satisfies readonly AlignmentPoint[];

/** Fetches `manifest.json` of the assets folder. Throws FaceError 213 (`data.kind` "assets") when it is missing or of another version. */
export async function fetchManifest(assets: string): Promise<ModelManifest> {
  const url = new URL('manifest.json', assets);
  const response = await fetchAsset(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const manifest = parse(bytes);
  if (!isManifest(manifest)) {
    throw (
      pageInstead(url, response, bytes) ??
      assetsError(
        url,
        'is no model manifest of this release: point `assets` at a copy of the package’s dist/assets folder',
      )
    );
  }
  return manifest;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * The embedder of that id, or the manifest's first.
 * Throws FaceError 213 when there is none, when it is optional and not installed, or when its entry is incomplete.
 */
export function chooseEmbedder(manifest: ModelManifest, id: string | undefined): EmbedderEntry {
  const { embedders } = manifest;
  const entry = id === undefined ? embedders[0] : embedders.find((e) => e.id === id);
  if (entry === undefined) {
    const known = embedders.map((e) => (isInstalled(e) ? e.id : `${e.id} (not installed)`)).join(', ');
    throw new FaceError(
      CODES.INTERNAL,
      `manifest.json has no model "${id}"; it has: ${known}; the package’s others are copied by \`npx mien assets --model\``,
      { kind: 'option' },
    );
  }
  if (!isInstalled(entry)) {
    throw new FaceError(
      CODES.INTERNAL,
      `model "${entry.id}" is not installed: run \`npm run mien -- models add ${entry.id}\` in mien's folder, then serve ` +
        'the new dist/assets',
      { kind: 'option' },
    );
  }
  const wrong = problemOf(entry) ?? problemOfAlignment(entry, manifest);
  if (wrong !== undefined)
    throw new FaceError(CODES.INTERNAL, `manifest.json: model "${entry.id}" ${wrong}`, { kind: 'assets' });
  return entry;
}

/**
 * The embedder that is asked beside `first`, and undefined where there is none: it names nobody, the other is not installed, or it is
 * another file or alignment than the one that the two were calibrated with. Throws FaceError 213 when the other's entry is incomplete.
 */
export function chooseSecond(manifest: ModelManifest, first: EmbedderEntry): SecondEmbedder | undefined {
  const { second } = first;
  const found = manifest.embedders.find(({ id }) => id === second?.model);
  if (second === undefined || found === undefined || !isInstalled(found)) return undefined;
  const { calibration, model, modelHash, alignment } = second;
  const entry = chooseEmbedder(manifest, model);
  if (entry.file.sha256 !== modelHash || entry.alignment.version !== alignment) return undefined;
  const curves = isCurve(calibration?.between) && isCurve(calibration.always) && calibration.weight > 0;
  if (!curves) {
    throw new FaceError(
      CODES.INTERNAL,
      `manifest.json: model "${first.id}" needs a calibration with its second: see \`npm run mien -- eval second\``,
      { kind: 'assets' },
    );
  }
  // The landmark network is loaded for the first only.
  if (entry.alignment.landmarks === 'refined' && first.alignment.landmarks !== 'refined') return undefined;
  return { entry, origin: { model, modelHash, alignment }, calibration };
}

/** The networks that judge a picture by itself; undefined where not all of them are installed. */
export function choosePassive({ passive }: ModelManifest): InstalledPassive | undefined {
  const networks = passive?.networks.flatMap(({ file, ...rest }) => (file ? [{ ...rest, file }] : [])) ?? [];
  return networks.length > 0 && networks.length === passive.networks.length
    ? { ...passive, networks }
    : undefined;
}

function isInstalled(entry: ModelManifest['embedders'][number]): entry is EmbedderEntry {
  return !('optional' in entry) || entry.file !== undefined;
}

/** What an entry lacks, which anyone may have written. What depends on the file itself shows when it is loaded. */
function problemOf({
  file,
  input,
  output,
  alignment,
  calibration,
  copies,
}: Partial<EmbedderEntry>): string | undefined {
  if (!file?.path || !(file.bytes > 0) || !/^[0-9a-f]{64}$/.test(file.sha256)) {
    return 'needs a file with path, bytes and sha256';
  }
  if (!input?.name || !(input.size > 0) || !['RGB', 'BGR'].includes(input.channels)) {
    return 'needs an input with name, size and channels';
  }
  if (input.mean?.length !== 3 || !Number.isFinite(input.scale)) return 'needs three means and a scale';
  if (!output?.name || !(output.dimension > 0)) return 'needs an output with name and dimension';
  if (!alignment?.version || Object.keys(alignment.points ?? {}).length < 2) {
    return 'needs an alignment with a version and two points or more';
  }
  if (!isCurve(calibration?.points)) {
    return 'needs a calibration with similarity, pooled and fmr in order: see `npm run mien -- eval calibrate`';
  }
  if (!Number.isFinite(copies?.similarity))
    return 'needs a rule against copies: see `npm run mien -- eval copies`';
  return undefined;
}

/** Two points or more; both similarities ascend, fmr descends. */
function isCurve(points: EmbedderEntry['calibration']['points'] | undefined): boolean {
  if (!Array.isArray(points) || points.length < 2) return false;
  return points.every(({ similarity, pooled, fmr }: CalibrationPoint, i) => {
    if (![similarity, pooled, fmr].every(Number.isFinite)) return false;
    if (i === 0) return true;
    const before = points[i - 1];
    return similarity > before.similarity && pooled > before.pooled && fmr < before.fmr;
  });
}

/** Points that no network here finds would refuse every picture. */
function problemOfAlignment({ alignment }: EmbedderEntry, { landmarker }: ModelManifest): string | undefined {
  const refined = alignment.landmarks === 'refined';
  if (refined && !landmarker?.file)
    return 'is aligned by refined landmarks, and the manifest has no landmarker';
  const known: readonly string[] = refined ? REFINED_POINTS : LANDMARK_ORDER;
  const strange = Object.keys(alignment.points).find((name) => !known.includes(name));
  return strange === undefined ? undefined : `is aligned by "${strange}"; there are: ${known.join(', ')}`;
}

function isManifest(value: unknown): value is ModelManifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'detectors' in value &&
    'embedders' in value &&
    Array.isArray(value.embedders) &&
    value.embedders.every((entry: unknown) => typeof entry === 'object' && entry !== null && 'id' in entry)
  );
}
