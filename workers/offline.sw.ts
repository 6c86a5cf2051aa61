import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { answerV1 } from '../src/http/worker';
import { keepDocs } from './docs-cache';
import { keepShared } from './share-target';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/** The WebGPU runtime: too large to fetch ahead for machines that may never want it. */
const ON_DEMAND = /\/runtimes\/[^/]+\.asyncify\.(?:mjs|wasm)$/;
const ON_DEMAND_CACHE = 'mien-on-demand';

// Calls of the v1 API go to a page with an engine.
answerV1();

keepDocs();

keepShared();

// Everything else the page needs, as the build lists it. Cached answers keep their headers, isolation included.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// A new version waits until the tabs of the old one are closed: its files must not mix with theirs.
// Or until somebody asks for it: the tab that did starts anew, the others are told.
self.addEventListener('message', ({ data }) => {
  if (data === 'skip-waiting') void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([caches.delete(ON_DEMAND_CACHE), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin === self.location.origin && ON_DEMAND.test(pathname)) event.respondWith(onDemand(event.request));
});

async function onDemand(request: Request): Promise<Response> {
  const cache = await caches.open(ON_DEMAND_CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
