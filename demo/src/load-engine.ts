import { createEngine, type FaceEngine, type LoadProgress } from '../../src';
import { byId } from './dom';
import { sentenceFor } from './sentences';

const section = byId('loading', HTMLElement);
const text = byId('loading-text', HTMLElement);
const bar = byId('loading-bar', HTMLProgressElement);
const retry = byId('retry', HTMLButtonElement);

/** Starts the engine under a progress bar; undefined when it cannot start, which the page then says. */
export async function loadEngine(): Promise<FaceEngine | undefined> {
  text.textContent = 'Loading the face models';
  try {
    const engine = await createEngine({ assets: './mien/', appid: 'mien-demo', onProgress: show });
    section.hidden = true;
    return engine;
  } catch (error) {
    text.textContent = sentenceFor(error);
    bar.hidden = true;
    retry.hidden = false;
    retry.addEventListener('click', () => location.reload());
    return undefined;
  }
}

function show({ loadedBytes, totalBytes }: LoadProgress): void {
  bar.max = totalBytes;
  bar.value = loadedBytes;
  // The runtimes' own files are not counted; they arrive meanwhile or shortly after.
  if (loadedBytes >= totalBytes) text.textContent = 'Starting the face models';
}
