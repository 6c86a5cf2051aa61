import type { PageReply, WireRequest } from '../shared';
import type { AcceptedOffer } from './find-page';

/** For the last message of a page that has just let its lock go. */
const LAST_WORD_MS = 1000;

/** What the page replies; `gone` when it was closed, has crashed or is elsewhere by now. */
export function handOver(
  request: WireRequest,
  { port, lock }: AcceptedOffer,
): Promise<PageReply | { readonly type: 'gone' }> {
  const watch = new AbortController();
  const reply = new Promise<PageReply | { readonly type: 'gone' }>((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<PageReply>) => resolve(data);
    navigator.locks
      .request(lock, { signal: watch.signal }, () => {
        setTimeout(() => resolve({ type: 'gone' }), LAST_WORD_MS);
      })
      .catch(reject);
    port.postMessage(request);
  });
  return reply.finally(() => {
    watch.abort();
    port.close();
  });
}
