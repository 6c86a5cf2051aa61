import { type AssetsList, isAssetsList } from '../protocol';
import { assetsError } from './error';
import { fetchAsset, pageInstead } from './fetch-asset';
import { isForeign } from './foreign';

/** Of this build: `vite.config.ts` sets them. The second is the sha256 of its `assets.json`, base64. */
declare const __VERSION__: string;
declare const __ASSETS__: string;

/**
 * What the assets folder holds. Throws FaceError 213 (`data.kind` "assets") when it is of another release, or lies on another
 * origin and is not the folder that was published with this library.
 */
export async function readAssetsList(assets: URL, signal: AbortSignal): Promise<AssetsList> {
  const url = new URL('assets.json', assets);
  const response = await fetchAsset(url, { signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const list = parse(bytes);
  if (!isAssetsList(list)) {
    throw (
      pageInstead(url, response, bytes) ??
      assetsError(url, 'is not a list of mien’s assets: run `npx mien assets <folder>`')
    );
  }
  if (list.release !== __VERSION__)
    throw assetsError(
      url,
      `says: assets of ${list.release}, library ${__VERSION__}: run npx mien assets <folder>`,
    );
  if (isForeign(assets) && (await sha256(bytes)) !== __ASSETS__)
    throw assetsError(
      url,
      'is not what was published with this library: from another origin only those files are taken',
    );
  return list;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
}
