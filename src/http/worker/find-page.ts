import { type Acceptance, OFFER, type WorkerMessage } from '../shared';

declare const self: ServiceWorkerGlobalScope;

/** A page that can answer says so in a few milliseconds, unless its main thread is busy. */
const ACCEPT_LIMIT_MS = 3000;

/** The page that makes the request, if it has an engine, shall have the first word. */
const HEAD_START_MS = 30;

export interface AcceptedOffer {
  readonly pageId: string;
  readonly port: MessagePort;
  /** The Web Lock that the page holds while it lives and works on the request. */
  readonly lock: string;
}

/** The first page of this origin to accept a request, controlled or not; undefined when none did in time. */
export async function findPage(
  requester: string,
  passedOver: ReadonlySet<string>,
): Promise<AcceptedOffer | undefined> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = all.filter(({ id }) => !passedOver.has(id));
  if (pages.length === 0) return undefined;
  const asked: MessagePort[] = [];
  let timers: number[] = [];
  const accepted = await new Promise<AcceptedOffer | undefined>((resolve) => {
    const ask = (page: Client) => asked.push(offer(page, resolve));
    const own = pages.filter(({ id }) => id === requester);
    const others = pages.filter(({ id }) => id !== requester);
    own.forEach(ask);
    timers = [
      setTimeout(() => others.forEach(ask), own.length > 0 ? HEAD_START_MS : 0),
      setTimeout(resolve, ACCEPT_LIMIT_MS),
    ];
  });
  timers.forEach(clearTimeout);
  for (const port of asked) if (port !== accepted?.port) withdraw(port);
  return accepted;
}

function offer(page: Client, onAccept: (offer: AcceptedOffer) => void): MessagePort {
  const { port1: port, port2 } = new MessageChannel();
  port.onmessage = ({ data: { lock } }: MessageEvent<Acceptance>) =>
    onAccept({ pageId: page.id, port, lock });
  page.postMessage(OFFER, [port2]);
  return port;
}

function withdraw(port: MessagePort): void {
  const message: WorkerMessage = { type: 'withdraw' };
  port.postMessage(message);
  port.close();
}
