import { FaceError, LIMITS } from '../../protocol';
import { readBody } from '../body';
import { GREETING, isV1Path, isV1Url, type WireRequest } from '../shared';
import { bridge } from './bridge';
import { isOptedIn } from './consent';
import { refused, unavailable } from './envelope';
import { Ledger } from './ledger';

declare const self: ServiceWorkerGlobalScope;

/**
 * Makes this service worker hand `POST /face/…` on its own origin and, once a page has called `installV1`, every call
 * to `/face/…` on the retired hosts to a page with an engine. For workers of a host's own: call it at the top of the
 * script, before any `fetch` listener is added, since the first listener that responds wins. What must be
 * remembered between two requests is in a database, so that the worker may be stopped at any time.
 */
export function answerV1(): void {
  const ledger = new Ledger();
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    // To respond later is not possible, so a retired host's calls are taken before it is known what is to be done.
    if (isV1Url(url)) event.respondWith(answerRetired(event, ledger));
    else if (request.method === 'POST' && url.origin === self.location.origin && isV1Path(url.pathname)) {
      event.respondWith(answer(event, ledger));
    }
  });

  self.addEventListener('message', (event) => {
    if (event.data !== GREETING) return;
    event.waitUntil(self.clients.claim().then(() => event.ports[0]?.postMessage(GREETING)));
  });
}

async function answerRetired(event: FetchEvent, ledger: Ledger): Promise<Response> {
  return (await isOptedIn()) ? answer(event, ledger) : fetch(event.request);
}

async function answer({ request, clientId }: FetchEvent, ledger: Ledger): Promise<Response> {
  try {
    return await bridge(await wire(request), clientId, ledger);
  } catch (error) {
    if (error instanceof FaceError) return refused(error);
    return unavailable(`the service worker could not hand the request over: ${error}`);
  }
}

async function wire(request: Request): Promise<WireRequest> {
  const url = new URL(request.url);
  // The page makes a Request of this, which refuses credentials in a URL.
  url.username = '';
  url.password = '';
  return {
    type: 'request',
    method: request.method,
    url: url.href,
    headers: [...request.headers],
    // Counted before it is hashed and copied to a page: no route takes more.
    body: (await readBody(request, LIMITS.liveRequestBytes)).buffer,
  };
}
