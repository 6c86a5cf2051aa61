/** The documentation beside a page: kept from its first opening on, so that it works without a network from then. */

declare const self: ServiceWorkerGlobalScope;

const FOLDER = 'docs/';
const LIST = 'files.json';
const CACHE = 'mien-docs-';

/** What the documentation's build lists. */
interface Listed {
  /** Another one for other content. */
  readonly version: string;
  readonly files: readonly string[];
}

export function keepDocs(): void {
  const folder = new URL(FOLDER, self.registration.scope).href;
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET' || !request.url.startsWith(folder)) return;
    event.respondWith(answer(request));
    if (request.mode === 'navigate') event.waitUntil(keep(folder));
  });
}

/** The network's answer, which goes with the others of the page; without a network, what was kept. */
async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const { origin, pathname } = new URL(request.url);
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const kept = await caches.match(origin + file);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Keeps the whole, once for each version, and lets go of those before. */
async function keep(folder: string): Promise<void> {
  const list = folder + LIST;
  const listed = await read(list);
  if (listed === null) return;
  const cacheName = CACHE + listed.version;
  // The list comes last: without it the worker was stopped on the way.
  if (await caches.match(list, { cacheName })) return;
  const cache = await caches.open(cacheName);
  try {
    await cache.addAll(listed.files.map((file) => folder + file));
    await cache.put(list, Response.json(listed));
  } catch {
    // Not all of it came, or there is no room: the next opening tries again.
    await caches.delete(cacheName);
    return;
  }
  for (const name of await caches.keys())
    if (name.startsWith(CACHE) && name !== cacheName) await caches.delete(name);
}

/** Null without a network, and while the documentation is not built. */
async function read(address: string): Promise<Listed | null> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    return response.ok ? ((await response.json()) as Listed) : null;
  } catch {
    return null;
  }
}
