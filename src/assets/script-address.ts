import { type ForeignScope, type ForeignScript, isForeign } from './foreign';

/** Of this build (`vite.config.ts`): the text of `workers/foreign.worker.ts`, and the sha256 of `assets.json`, base64. */
declare const __FOREIGN_WORKER__: string;
declare const __ASSETS__: string;

/**
 * The address to start a worker by. Browsers start none from another origin, so that there it is a text of this library's, as a blob, which
 * fetches the script and all that it imports, each checked by its sha256.
 */
export function scriptAddress(url: URL): string {
  if (!isForeign(url)) return url.href;
  const assets = new URL('.', url);
  const told: ForeignScript = {
    assets: assets.href,
    script: url.pathname.slice(assets.pathname.length),
    integrity: `sha256-${__ASSETS__}`,
  };
  const text = `self.mienScript=${JSON.stringify(told)};\n${__FOREIGN_WORKER__}`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

/** The address to import a module of the assets folder by, in a worker. */
export async function moduleAddress(url: string): Promise<string> {
  const { mienAddress } = globalThis as ForeignScope;
  return mienAddress === undefined ? url : mienAddress(url);
}
