import { signal } from '@preact/signals';

export type OfflineState = 'preparing' | 'ready' | 'failed' | 'unavailable';

export const offline = signal<OfflineState>('preparing');

/** A new version that waits to be started, or that another tab has started. */
export const update = signal<ServiceWorker | 'elsewhere' | undefined>(undefined);

// The application's icon has a dot while one waits, where the system shows such dots.
update.subscribe((waiting) => {
  const shown = waiting === undefined ? navigator.clearAppBadge?.() : navigator.setAppBadge?.();
  shown?.catch(() => undefined); // the page is not installed
});

let restarting = false;

/** Installs the service worker and keeps the signals up to date. */
export async function prepareOffline(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container === undefined) {
    offline.value = 'unavailable';
    return;
  }
  const controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (restarting) location.reload();
    else if (controlled) update.value = 'elsewhere';
  });
  try {
    const registration = await container.register('./offline.sw.js');
    const showNow = () => show(registration);
    const watch = () => {
      showNow();
      for (const worker of [registration.installing, registration.active])
        worker?.addEventListener('statechange', showNow);
    };
    registration.addEventListener('updatefound', watch);
    watch();
  } catch {
    // Private windows refuse; so does a browser whose storage is full or forbidden.
    offline.value = 'unavailable';
  }
}

/** Ends this page and starts it anew with the version that waits. Other tabs go on with what they have loaded. */
export function restartWith(worker: ServiceWorker): void {
  restarting = true;
  worker.postMessage('skip-waiting');
}

/** "activated" is said only after the worker has taken this page over. */
function show({ installing, waiting, active }: ServiceWorkerRegistration): void {
  if (active?.state === 'activated') offline.value = 'ready';
  else offline.value = installing || waiting || active ? 'preparing' : 'failed';
  if (waiting && active) update.value = waiting;
}
