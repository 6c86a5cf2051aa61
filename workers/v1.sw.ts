/**
 * A service worker that is the bridge and nothing else (`/face/…` of this origin and, after `installV1()`, of the
 * retired hosts), for hosts without a worker of their own; the others call `answerV1` from `mien/service-worker`.
 * A worker controls the pages at and below its own folder, and a page has one worker: copy this file to the root of
 * the origin, where it replaces any other worker of that scope. To leave it where it is, serve it with the header
 * `Service-Worker-Allowed: /`, register it with `{ scope: '/' }` and call `installV1` without `serviceWorker`.
 */
import { answerV1 } from '../src/http/worker';

declare const self: ServiceWorkerGlobalScope;

answerV1();

// It keeps no files that could mix with those of a former version, so it need not wait for that one's pages.
self.addEventListener('install', () => void self.skipWaiting());
