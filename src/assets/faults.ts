import { FaceError } from '../protocol';
import { END_OF_SCRIPT } from './end-of-script';
import { assetsError } from './error';
import { fetchAsset, pageInstead } from './fetch-asset';
import { isForeign, UNPUBLISHED, unpublishedFile } from './foreign';
import { wrongInWasm } from './whole-wasm';

const IMPORTS = /(?:from|import)\s*\(?\s*["'`](\.\.?\/[^"'`]+)["'`]/g;
const JAVASCRIPT = /^(text|application)\/(x-)?(java|ecma)script\b/i;

/**
 * Runs what loads parts of the assets folder. Where it fails and one of these files, or a script that this worker is made of, is
 * not what it should be, rejects with the FaceError that says so: browsers and runtimes rarely do. Scripts that came from another origin
 * were got at before they ran.
 */
export async function blaming<T>(files: readonly URL[], load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof FaceError) throw error;
    const unpublished = unpublishedFile();
    if (unpublished !== undefined) throw assetsError(new URL(unpublished), UNPUBLISHED, error);
    const scripts = location.protocol === 'blob:' ? undefined : await faultOfScripts(new URL(location.href));
    throw scripts ?? (await firstFault(files)) ?? error;
  }
}

/** What is wrong with a script of the build or with one that it imports, however deep; undefined where nothing is to be seen. */
export async function faultOfScripts(root: URL): Promise<FaceError | undefined> {
  const known = new Set([root.href]);
  for (const href of known) {
    const got = await fetchWhole(new URL(href));
    if (got instanceof FaceError) return got;
    const { url, response, bytes } = got;
    const text = new TextDecoder().decode(bytes);
    if (!text.trimEnd().endsWith(END_OF_SCRIPT)) return assetsError(url, cutOff(bytes));
    if (
      crossOriginIsolated &&
      !isForeign(url) &&
      url.href === root.href &&
      !response.headers.has('Cross-Origin-Embedder-Policy')
    )
      return assetsError(
        url,
        'comes without the header Cross-Origin-Embedder-Policy, which an isolated page’s workers need as the page does',
      );
    for (const [, path] of text.matchAll(IMPORTS)) known.add(new URL(path, href).href);
  }
  return undefined;
}

async function firstFault(files: readonly URL[]): Promise<FaceError | undefined> {
  for (const file of files) {
    const got = await fetchWhole(file);
    if (got instanceof FaceError) return got;
    const { url, bytes } = got;
    if (isScript(url)) {
      try {
        await import(/* @vite-ignore */ url.href);
      } catch (cause) {
        return assetsError(url, cutOff(bytes), cause);
      }
    } else {
      const wrong = wrongInWasm(bytes);
      if (wrong !== undefined)
        return assetsError(url, `${wrong}: serve the assets folder of one release, whole`);
    }
  }
  return undefined;
}

interface Whole {
  readonly url: URL;
  readonly response: Response;
  readonly bytes: Uint8Array;
}

async function fetchWhole(url: URL): Promise<Whole | FaceError> {
  try {
    const response = await fetchAsset(url);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = response.headers.get('Content-Type');
    const page = pageInstead(url, response, bytes);
    if (page !== undefined) return page;
    if (isScript(url) && !JAVASCRIPT.test(type ?? ''))
      return assetsError(
        url,
        `is served as "${type ?? ''}", which browsers run no script from: serve .js and .mjs files as text/javascript`,
      );
    return { url, response, bytes };
  } catch (error) {
    return error instanceof FaceError ? error : assetsError(url, 'broke off while it was fetched', error);
  }
}

function isScript({ pathname }: URL): boolean {
  return /\.m?js$/.test(pathname);
}

function cutOff({ length }: Uint8Array): string {
  return `is no whole script: its ${length} bytes may be cut off, or another release’s; serve the assets folder of one release, whole`;
}
