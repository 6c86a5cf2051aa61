import { expose } from 'comlink';
import type { RemoteLife } from '../src/protocol';

/**
 * Offers a service to the page and holds the Web Lock that bears this worker's name. The browser releases the
 * lock when the worker ends, for whatever reason, and tells the page that way: no event does that reliably.
 */
export function serve(service: object): void {
  const held = new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(self.name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch(reject); // where the browser blocks storage, it blocks locks, too
  });
  held.catch(() => undefined);
  const life: RemoteLife = { alive: () => held };
  expose({ ...service, ...life });
}
