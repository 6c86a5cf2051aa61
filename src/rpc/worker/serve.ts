import { type Endpoint, expose } from 'comlink';
import { type RemoteLife, UNREADABLE, useLock } from '../../protocol';
import { carryErrors } from '../errors';

/** A page that leaves may come right back: it closed an engine to open another. */
const LINGER_MS = 1_000;

/**
 * Offers a service to the page, or to all pages that share this worker, and holds the Web Lock that bears its name. The browser
 * releases the lock when the worker ends, for whatever reason, and tells the pages that way: no event does that reliably.
 */
export function serve(service: object): void {
  carryErrors();
  const held = new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(self.name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject); // where the browser blocks storage, it blocks locks, too
  });
  held.catch(() => undefined);
  let fit = true;
  let found = false;
  const life: RemoteLife = {
    alive: async () => {
      const joined = found;
      found = true;
      await held;
      if (!fit) throw new Error('left by a page that it failed');
      return joined;
    },
    leave: (unfit) => {
      fit &&= !unfit;
      return endUnlessUsed();
    },
  };
  const offerTo = (page: Endpoint) => {
    page.addEventListener('messageerror', () => page.postMessage(UNREADABLE));
    expose({ ...service, ...life }, page);
  };
  if (isShared(self)) self.onconnect = ({ ports: [page] }) => offerTo(page);
  else offerTo(self as unknown as Endpoint);
}

/** Pages hold the lock that says so, together; the browser releases theirs when they are gone. The next page waits for this one's end. */
async function endUnlessUsed(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
  await navigator.locks.request(useLock(self.name), { ifAvailable: true }, (unused) => {
    if (unused === null) return;
    self.close();
    return new Promise<never>(() => undefined);
  });
}

/** As far as it differs from a page's own worker. */
interface SharedScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

function isShared(scope: object): scope is SharedScope {
  return 'onconnect' in scope;
}
