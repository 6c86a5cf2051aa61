import type { WireRequest, WireResponse } from '../shared';
import { READ } from './effects';
import { UNCERTAIN, unavailable } from './envelope';
import { findPage } from './find-page';
import { handOver } from './hand-over';
import { fingerprintOf, type Ledger } from './ledger';
import { writeOnce } from './write-once';

/**
 * The answer of the first page that accepts the request, else a 503. When a page dies over a read, the next one is
 * asked; a write is never given to a second one, since it may have been made.
 */
export async function bridge(request: WireRequest, clientId: string, ledger: Ledger): Promise<Response> {
  if (READ.test(new URL(request.url).pathname)) return ask(request, clientId, { again: true });
  const fingerprint = await fingerprintOf(request, clientId);
  return writeOnce(ledger, fingerprint, request, () => ask(request, clientId, { again: false }));
}

async function ask(
  request: WireRequest,
  clientId: string,
  { again }: { readonly again: boolean },
): Promise<Response> {
  const passedOver = new Set<string>();
  for (;;) {
    const offer = await findPage(clientId, passedOver);
    if (!offer) return unavailable('no page with a running engine is open on this origin');
    const reply = await handOver(request, offer);
    if (reply.type === 'response') return respond(reply);
    if (reply.type === 'fail') return unavailable(reply.detail);
    if (reply.type === 'gone' && !again) return unavailable(UNCERTAIN);
    passedOver.add(offer.pageId);
  }
}

function respond({ status, statusText, headers, body }: WireResponse): Response {
  const response = new Response(body.byteLength > 0 ? body : null, {
    status,
    statusText,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
  // An isolated page may have asked without CORS.
  response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  return response;
}
