import { signal } from '@preact/signals';
import { createEngine, type FaceEngine, type LoadProgress } from '../../../src';
import { serveV1 } from '../../../src/http';

/** The demo's gallery; code on this origin reaches it through /face/… with this appid. */
export const APPID = 'mien-demo';
export const ASSETS = './mien/';

export type EngineState =
  | { readonly phase: 'loading'; readonly progress: LoadProgress | undefined }
  | { readonly phase: 'ready'; readonly engine: FaceEngine }
  | { readonly phase: 'failed'; readonly error: unknown };

export const engineState = signal<EngineState>({ phase: 'loading', progress: undefined });

/** Whether the gallery waits for its passphrase. */
export const locked = signal(false);

/** Counts what may have changed the people, so that lists are read anew. */
export const changes = signal(0);

export async function startEngine(): Promise<void> {
  const onProgress = (progress: LoadProgress) => {
    if (engineState.value.phase === 'loading') engineState.value = { phase: 'loading', progress };
  };
  try {
    const engine = await createEngine({ assets: ASSETS, appid: APPID, onProgress });
    // POST /face/* of this origin is answered here, through the service worker.
    if (navigator.serviceWorker !== undefined) serveV1(engine);
    engineState.value = { phase: 'ready', engine };
    noteChange(engine);
  } catch (error) {
    engineState.value = { phase: 'failed', error };
  }
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
