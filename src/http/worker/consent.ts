import { CONSENT_QUESTION, readOptIn } from '../shared';

declare const self: ServiceWorkerGlobalScope;

/** A page answers in a few milliseconds, unless its main thread is busy. One that never opted in says nothing. */
const ANSWER_LIMIT_MS = 2000;

/**
 * Must calls to the retired hosts stay on the device? Where nothing is stored the pages are asked, since the host may
 * have deleted all databases of its origin; where the opt-in cannot be read, it may have been given.
 */
export async function isOptedIn(): Promise<boolean> {
  const stored = await readOptIn().catch(() => true);
  return stored ?? isVouchedFor();
}

/** By any page, since the opt-in is the origin's; the first yes counts. */
async function isVouchedFor(): Promise<boolean> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ports: MessagePort[] = [];
  let timer: number | undefined;
  const answer = await new Promise<boolean>((resolve) => {
    for (const page of pages) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(true);
      ports.push(port1);
      page.postMessage(CONSENT_QUESTION, [port2]);
    }
    timer = setTimeout(() => resolve(false), pages.length > 0 ? ANSWER_LIMIT_MS : 0);
  });
  clearTimeout(timer);
  for (const port of ports) port.close();
  return answer;
}
