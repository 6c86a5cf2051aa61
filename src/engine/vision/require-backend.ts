import type { BackendInfo } from '../../api';
import { assetsError } from '../../assets';
import type { Backend } from '../../protocol';

/** Throws FaceError 213 (`assets`) when the assets folder was copied without the files of the backend that was asked for. */
export function requireBackend(
  backends: readonly Backend[],
  requested: BackendInfo['requested'],
  assets: URL,
): void {
  if (backends.includes(requested === 'auto' ? 'wasm' : requested)) return;
  throw assetsError(
    new URL('assets.json', assets),
    `is of a folder for ${backends.join(' and ')} only, and backend is "${requested}": run npx mien assets without --backend`,
  );
}
