import type { FaceEngine } from '../../api';
import type { HandlerOptions } from '../handler';
import { optOut } from '../shared';
import { Control } from './control';
import { hold, release } from './hold';
import { serveV1, type V1Bridge } from './page';

/** A first visit fetches what the service worker keeps for offline use before that worker starts. */
const CONTROL_LIMIT_MS = 60_000;

export type InstallOptions = HandlerOptions & {
  /** Registered when given, else the worker that the host registers is waited for. Its scope must cover the page. */
  readonly serviceWorker?: string | URL;
  /** How long to wait for the service worker; 60 s when absent. */
  readonly controlTimeoutMs?: number;
};

/**
 * Answers the retired API's own hosts on the device: `fetch` and `XMLHttpRequest` to `/face/…` on
 * recognition.image.myqcloud.com and service.image.myqcloud.com, by http and https, get their answers from `engine`
 * through the origin's service worker, from every page that it controls, with or without a network. Lasts for the
 * origin until `uninstallV1`: later requests do not reach those hosts, and get a 503 when no page has an engine.
 *
 * Calls of this page that are made from now on are held until the service worker takes them; call it before any
 * other script makes requests, and on every page that makes some, since a first visit and a forced reload begin
 * without a service worker. Synchronous XMLHttpRequests to those hosts throw, here and always. Not covered: pages
 * that did not call this before the worker controls them, web workers' requests of such pages, `sendBeacon`, forms and
 * frames; and on every page requests of an about:blank frame (`iframe.contentWindow.fetch`), which browsers put under
 * no service worker. From a page on https calls by http are made by https, since browsers refuse them otherwise; for
 * what is not covered, the policy `upgrade-insecure-requests` does the same. A Content-Security-Policy must name both
 * hosts under `connect-src`: it is asked before the service worker.
 *
 * Resolves once the engine runs, the page is controlled and the service worker has confirmed. Rejects with the
 * engine's error, or with FaceError 213 when there are no service workers, none with the bridge controls the page in
 * time, or nothing can be stored; requests then go on failing rather than leave the device.
 */
export async function installV1(
  engine: FaceEngine | Promise<FaceEngine>,
  options: InstallOptions = {},
): Promise<V1Bridge> {
  const { serviceWorker, controlTimeoutMs = CONTROL_LIMIT_MS, ...handlerOptions } = options;
  const control = new Control(serviceWorker, controlTimeoutMs);
  hold(control);
  const bridge = serveV1(engine, handlerOptions);
  try {
    await Promise.all([engine, control.opened()]);
  } catch (error) {
    bridge.close(); // the caller gets none that could be closed later
    throw error;
  }
  return bridge;
}

/** Takes the opt-in back for the whole origin: requests to the retired hosts go to the network again. */
export async function uninstallV1(): Promise<void> {
  release();
  await optOut();
}
