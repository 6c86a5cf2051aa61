type State = 'preparing' | 'ready' | 'updated' | 'failed' | 'unavailable';

const WORDS: Readonly<Record<State, string>> = {
  preparing: 'Preparing offline use',
  ready: 'Ready offline',
  updated: 'Ready offline; a new version starts once all tabs of this page are closed',
  failed: 'Not ready offline: the browser had no room for the files',
  unavailable: 'Works online only: this browser window keeps no pages',
};

/** Installs the service worker and keeps `badge` up to date with what works without a network. */
export async function prepareOffline(badge: HTMLElement): Promise<void> {
  const show = (state: State) => {
    badge.textContent = WORDS[state];
    badge.dataset.state = state;
  };
  if (navigator.serviceWorker === undefined) return show('unavailable');
  show('preparing');
  try {
    const registration = await navigator.serviceWorker.register('./offline.sw.js');
    const update = () => show(stateOf(registration));
    const watch = () => {
      update();
      registration.installing?.addEventListener('statechange', update);
      registration.active?.addEventListener('statechange', update);
    };
    registration.addEventListener('updatefound', watch);
    watch();
  } catch {
    // Private windows refuse; so does a browser whose storage is full or forbidden.
    show('unavailable');
  }
}

/** "activated" is said only after the worker has taken this page over. */
function stateOf({ installing, waiting, active }: ServiceWorkerRegistration): State {
  if (active?.state === 'activated') return waiting ? 'updated' : 'ready';
  return installing || waiting || active ? 'preparing' : 'failed';
}
