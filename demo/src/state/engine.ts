import { computed, signal } from '@preact/signals';
import type { FaceEngine, LoadProgress } from '../../../src';

/** The demo's gallery; code on this origin reaches it through /face/… with this appid. */
export const APPID = 'mien-demo';
export const ASSETS = './mien/';

/** What of the models has arrived, and for how long the rest will take at the same speed; undefined while nobody knows. */
interface Loading extends LoadProgress {
  readonly secondsLeft: number | undefined;
}

export type EngineState =
  | { readonly phase: 'loading'; readonly progress: Loading | undefined }
  | { readonly phase: 'ready'; readonly engine: FaceEngine }
  | { readonly phase: 'failed'; readonly error: unknown };

export const engineState = signal<EngineState>({ phase: 'loading', progress: undefined });

/** These two change seldom; the state, with every piece that arrives. */
export const enginePhase = computed(() => engineState.value.phase);
export const readyEngine = computed(() =>
  engineState.value.phase === 'ready' ? engineState.value.engine : undefined,
);

/** Whether the gallery waits for its passphrase. */
export const locked = signal(false);

/** Counts what may have changed the people, so that lists are read anew. */
export const changes = signal(0);

/** A speed that was measured for a shorter time says little. */
const MEASURED_MS = 1000;

export async function startEngine(): Promise<void> {
  const began = performance.now();
  const onProgress = (progress: LoadProgress) => {
    if (engineState.value.phase !== 'loading') return;
    const secondsLeft = secondsLeftOf(progress, performance.now() - began);
    engineState.value = { phase: 'loading', progress: { ...progress, secondsLeft } };
  };
  try {
    // Of no first page: they come when the page stands.
    const { createEngine, serveV1 } = await import('./engine-parts');
    const engine = await createEngine({ assets: ASSETS, appid: APPID, onProgress });
    // POST /face/* of this origin is answered here, through the service worker.
    if (navigator.serviceWorker !== undefined) serveV1(engine);
    engineState.value = { phase: 'ready', engine };
    noteChange(engine);
  } catch (error) {
    engineState.value = { phase: 'failed', error };
  }
}

/** Undefined until enough has arrived, and once all has. */
function secondsLeftOf({ loadedBytes, totalBytes }: LoadProgress, elapsedMs: number): number | undefined {
  const missing = totalBytes - loadedBytes;
  if (missing <= 0 || loadedBytes <= 0 || elapsedMs < MEASURED_MS) return undefined;
  return (missing / loadedBytes) * (elapsedMs / 1000);
}

/** Resolves once the engine is there: what was asked for meanwhile goes on then. Rejects with the reason when it fails. */
export function whenReady(): Promise<FaceEngine> {
  let stop: (() => void) | undefined;
  const ready = new Promise<FaceEngine>((resolve, reject) => {
    stop = engineState.subscribe((state) => {
      if (state.phase === 'ready') resolve(state.engine);
      if (state.phase === 'failed') reject(state.error);
    });
  });
  return ready.finally(() => stop?.());
}

/** After anything that changed people, groups or the lock. */
export function noteChange(engine: FaceEngine): void {
  locked.value = engine.info().gallery?.locked ?? false;
  changes.value += 1;
}

// Another tab may have changed something meanwhile.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && engineState.value.phase === 'ready')
    noteChange(engineState.value.engine);
});
