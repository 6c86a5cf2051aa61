/** What a page and the service worker say to each other, and which requests it is about. No state, any thread. */

/** The hosts that served the retired API; the second is the older one. */
const V1_HOSTS: readonly string[] = ['recognition.image.myqcloud.com', 'service.image.myqcloud.com'];

/** Is this a call of the retired API, on any port, by http or https? The hosts' other paths are none of ours. */
export function isV1Url({ protocol, hostname, pathname }: URL): boolean {
  // A trailing dot names the same host.
  return /^https?:$/.test(protocol) && V1_HOSTS.includes(hostname.replace(/\.$/, '')) && isFacePath(pathname);
}

/** A path that an origin's own service worker takes. In any case of letters: another spelling is answered 404. */
export function isV1Path(pathname: string): boolean {
  return /^\/face\//i.test(pathname);
}

/** Every spelling that a server may read as `/face` or below: answered with 404 on the device, not by a network. */
function isFacePath(pathname: string): boolean {
  // Letter by letter, since decodeURIComponent throws over what is no UTF-8 elsewhere in the path.
  const decoded = pathname.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return /^\/+face(?:\/|$)/i.test(decoded);
}

/** Page → service worker, with a port: have you got the bridge? Then control this page. Answered with the same. */
export const GREETING = 'mien-v1-greeting';

/**
 * Service worker → page, with a port: do you hold calls back, although no opt-in is stored? A page that does answers
 * with the same; one that does not, or never loaded this library, says nothing.
 */
export const CONSENT_QUESTION = 'mien-v1-consent';

/** Service worker → page, with a port: can you answer a request? The rest is said over the port. */
export const OFFER = 'mien-v1-offer';

/** Page → service worker, over the offer's port: it can. While it is at work it holds the Web Lock of that name. */
export interface Acceptance {
  readonly type: 'accept';
  readonly lock: string;
}

/** Page → service worker, over the offer's port, after the request. */
export type PageReply =
  | WireResponse
  /** It could not after all, and nothing was done: another page may. */
  | { readonly type: 'refuse' }
  /** The handler threw. */
  | { readonly type: 'fail'; readonly detail: string };

/** Service worker → page, over the offer's port. */
export type WorkerMessage =
  | WireRequest
  /** Another page was quicker. */
  | { readonly type: 'withdraw' };

export interface WireRequest {
  readonly type: 'request';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer;
}

export interface WireResponse {
  readonly type: 'response';
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer;
}
