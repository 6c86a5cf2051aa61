import type { FaceEngine } from '../../api';
import { CODES, FaceError } from '../../protocol';
import { createHandler, type Handler, type HandlerOptions } from '../handler';
import { type Acceptance, OFFER, type PageReply, type WireRequest, type WorkerMessage } from '../shared';

/** A service worker that was stopped after its offer never says more. */
const OFFER_LIMIT_MS = 10_000;

/** Undefined once the engine is closed. */
type Ready = () => Handler | undefined;

/** A page that answers requests for the service worker. */
export interface V1Bridge {
  /** Takes no more requests; the one under way is answered. */
  close(): void;
}

/**
 * Lets this page answer the v1 requests that the origin's service worker hands over, with `engine`, also while it
 * still starts. Where several pages offer that, the page that makes a request is asked first, then all others, and
 * the first to accept answers; they share the galleries of all appids. On one page the oldest open bridge answers.
 * When the engine cannot start, or is closed, this page takes no more requests, and other pages are asked.
 * Throws FaceError 213 where the browser has no service workers, −1313 for a secret that lacks something.
 */
export function serveV1(engine: FaceEngine | Promise<FaceEngine>, options: HandlerOptions = {}): V1Bridge {
  const container = navigator.serviceWorker;
  if (!container)
    throw new FaceError(CODES.INTERNAL, 'this page has no service workers: it needs https or localhost', {
      kind: 'unsupported',
    });
  const handler = createHandler(engine, options);
  const ready = Promise.resolve(engine).then((started): Ready => {
    const { closed } = started;
    if (closed.aborted) close();
    else closed.addEventListener('abort', close, { once: true });
    return () => (closed.aborted ? undefined : handler);
  });
  const onMessage = (event: MessageEvent) => {
    const [port] = event.ports;
    if (event.data !== OFFER || port === undefined) return;
    event.stopImmediatePropagation(); // two bridges of one page would both talk into the port
    void answerOffer(port, ready);
  };
  const close = () => container.removeEventListener('message', onMessage);
  ready.catch(close);
  container.addEventListener('message', onMessage);
  container.startMessages();
  return { close };
}

/** Holds a lock from the acceptance to the answer; the browser frees it, too, when this page dies. */
async function answerOffer(port: MessagePort, ready: Promise<Ready>): Promise<void> {
  const say = (message: Acceptance | PageReply) => port.postMessage(message);
  const lock = `mien-v1-${crypto.randomUUID()}`;
  await navigator.locks
    .request(lock, async () => {
      const reply = nextMessage(port);
      say({ type: 'accept', lock });
      const message = await reply;
      if (message?.type === 'request') say(await answer(message, ready));
    })
    .catch(() => undefined); // without a lock this page accepts nothing, and another is asked
}

function nextMessage(port: MessagePort): Promise<WorkerMessage | undefined> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => resolve(data);
    setTimeout(resolve, OFFER_LIMIT_MS);
  });
}

async function answer(wire: WireRequest, ready: Promise<Ready>): Promise<PageReply> {
  const handle = await ready.then(
    (current) => current(),
    () => undefined,
  );
  if (!handle) return { type: 'refuse' };
  try {
    const { method, url, headers, body } = wire;
    const response = await handle(
      new Request(url, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body: body.byteLength > 0 ? body : null,
      }),
    );
    return {
      type: 'response',
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: await response.arrayBuffer(),
    };
  } catch (error) {
    return { type: 'fail', detail: String(error) };
  }
}
