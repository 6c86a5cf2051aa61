import { expose } from 'comlink';

/**
 * Offers a service to the page and holds the Web Lock that bears this worker's name. The browser releases the
 * lock when the worker ends, for whatever reason, and tells the page that way: no event does that reliably.
 */
export function serve<Start extends unknown[], T, Service extends { start(...args: Start): Promise<T> }>(
  service: Service & { start(...args: Start): Promise<T> },
): void {
  const held = new Promise<void>((resolve) => {
    void navigator.locks.request(self.name, () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
  expose({ ...service, start: (...args: Start) => held.then(() => service.start(...args)) });
}
