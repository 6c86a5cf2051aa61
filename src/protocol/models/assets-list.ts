import type { Backend } from '../faces';

/** `assets.json` of an assets folder: of which release it is, and what is in it. */
export interface AssetsList {
  /** Version of the package. */
  readonly release: string;
  /** What the engine can run on with these files. */
  readonly backends: readonly Backend[];
  /** Every other file, by its path from the folder. */
  readonly files: Readonly<Record<string, AssetFile>>;
}

export interface AssetFile {
  readonly bytes: number;
  /** Bytes with brotli. */
  readonly brotli: number;
  /** base64, as `integrity` takes it behind "sha256-". */
  readonly sha256: string;
}

/** Whether foreign JSON is such a list, which every release can at least read the version of. */
export function isAssetsList(value: unknown): value is AssetsList {
  if (typeof value !== 'object' || value === null) return false;
  const { release, backends, files } = value as Partial<Record<keyof AssetsList, unknown>>;
  return (
    typeof release === 'string' &&
    Array.isArray(backends) &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((file: unknown) => typeof (file as AssetFile | null)?.sha256 === 'string')
  );
}
