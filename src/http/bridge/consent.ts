import { CONSENT_QUESTION, restoreOptIn } from '../shared';
import type { Gateway } from './gate';

/**
 * Tells the service worker, when it finds no opt-in, that this page has one: hosts delete all databases of their origin
 * when a user logs out, and this library's with them. The opt-in is then stored again.
 */
export function vouch(gateway: Gateway): void {
  const container = navigator.serviceWorker;
  if (!container) return;
  container.addEventListener('message', ({ data, ports: [port] }) => {
    if (data !== CONSENT_QUESTION || !gateway.gate) return;
    port?.postMessage(CONSENT_QUESTION);
    restoreOptIn().catch(() => undefined); // the service worker will ask again
  });
  container.startMessages();
}
