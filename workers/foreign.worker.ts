/**
 * A worker of the page's own origin whose scripts lie on another one: each is fetched, checked by the sha256 in `assets.json`, whose own
 * is in the library, and run from a blob. The library has this as text (`vite.config.ts`), and puts `mienScript` before it.
 */

import { type ForeignScope, type ForeignScript, UNPUBLISHED } from '../src/assets';
import type { AssetsList } from '../src/protocol';

declare const self: DedicatedWorkerGlobalScope & ForeignScope & { readonly mienScript: ForeignScript };

/** What a script of the build imports by a path: when it begins, and on the way. */
const STATIC = /\b(from|import)(\s*)(["'`])(\.\.?\/[^"'`]+)\3/g;
const DYNAMIC = /\bimport\s*\(\s*(["'`])(\.\.?\/[^"'`]+)\1\s*\)/g;
/** Checked by whoever asks for them, as their bytes arrive. */
const CHECKED_LATER = /^models\//;

const { assets, script, integrity } = self.mienScript;
const plainFetch = self.fetch.bind(self);
const addresses = new Map<string, Promise<string>>();

// Messages that come before the script listens would be lost.
const early: MessageEvent[] = [];
const keep = (event: MessageEvent) => {
  event.stopImmediatePropagation();
  early.push(event);
};
self.addEventListener('message', keep);

async function start(): Promise<void> {
  const address = new URL('assets.json', assets).href;
  const list = await plainFetch(address, { integrity }).catch((cause: unknown) => {
    throw fault(address, cause);
  });
  const { files } = (await list.json()) as AssetsList;
  self.fetch = (input, init) => {
    const path = pathOf(input);
    if (path === undefined || CHECKED_LATER.test(path)) return plainFetch(input, init);
    const hash = files[path]?.sha256;
    // Nothing of the folder is taken unchecked, whatever asks for it.
    if (hash === undefined) return Promise.reject(fault(new URL(path, assets).href));
    return plainFetch(input, { ...init, integrity: `sha256-${hash}` });
  };
  self.mienAddress = (url) => addressOf(new URL(url).pathname.slice(new URL(assets).pathname.length));
  self.mienImport = async (path) => import(/* @vite-ignore */ await addressOf(path));
  await self.mienImport(script);
  self.removeEventListener('message', keep);
  for (const { data, ports } of early)
    self.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));

  function addressOf(path: string): Promise<string> {
    const known = addresses.get(path);
    if (known !== undefined) return known;
    const made = make(path);
    addresses.set(path, made);
    return made;
  }

  async function make(path: string): Promise<string> {
    const url = new URL(path, assets).href;
    if (files[path] === undefined) throw fault(url);
    const response = await self.fetch(url).catch((cause: unknown) => {
      throw fault(url, cause);
    });
    if (!response.ok) throw fault(url);
    let text = await response.text();
    text = text.replace(
      DYNAMIC,
      (_, __, to: string) => `self.mienImport(${JSON.stringify(within(path, to))})`,
    );
    const imports = new Map<string, string>();
    for (const [, , , , to = ''] of text.matchAll(STATIC)) imports.set(to, await addressOf(within(path, to)));
    text = text.replace(STATIC, (_, word: string, blank: string, quote: string, to: string) =>
      [word, blank, quote, imports.get(to), quote].join(''),
    );
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  }
}

/** From the assets folder; undefined for what lies elsewhere. */
function pathOf(input: RequestInfo | URL): string | undefined {
  const { href } = new URL(input instanceof Request ? input.url : input, assets);
  return href.startsWith(assets) ? href.slice(assets.length) : undefined;
}

/** Where a script's import leads, from the assets folder. */
function within(path: string, to: string): string {
  return new URL(to, new URL(path, assets)).href.slice(assets.length);
}

/** Says which file it is: browsers only say that something failed. */
function fault(url: string, cause?: unknown): Error {
  self.mienFault ??= url;
  return new Error(`${url} ${UNPUBLISHED}`, { cause });
}

start().catch((error: unknown) => {
  // Outside of a promise, so that the page hears of it.
  setTimeout(() => {
    throw error;
  });
});
