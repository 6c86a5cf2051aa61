import { signal } from '@preact/signals';
import type { FaceEngine } from '../../../src';
import { recall, remember } from '../state/kept';
import { cutFace, TO_SHOW } from './cut-face';

const KEPT = 'mien-demo-pictures';

/** Whether a small picture of each person is to be kept here: not unless the visitor says so. */
export const keepsPictures = signal(recall(KEPT) === 'yes');

export function keepPictures(on: boolean): void {
  keepsPictures.value = on;
  remember(KEPT, on ? 'yes' : 'no');
}

/** Keeps the photo's largest face, small, as the person's picture. */
export async function setPicture(engine: FaceEngine, id: string, photo: Blob): Promise<void> {
  const { image_width: width, image_height: height, face } = await engine.detect(photo, { mode: 1 });
  await engine.setPersonPicture(id, await cutFace(photo, { width, height }, face[0], TO_SHOW));
}

/** After an enrolment, where that is wanted and the person has no picture. */
export async function addPicture(engine: FaceEngine, id: string, photo: Blob | undefined): Promise<void> {
  if (!keepsPictures.value || photo === undefined) return;
  try {
    if ((await engine.getPersonPicture(id)) === null) await setPicture(engine, id, photo);
  } catch {
    // The person is enrolled, which is what was asked for; their letter stands in the picture's place.
  }
}

/** `onRemoved`: how many of them have none any more. */
export async function removePictures(
  engine: FaceEngine,
  ids: readonly string[],
  signal: AbortSignal,
  onRemoved: (done: number) => void,
): Promise<void> {
  for (const [i, id] of ids.entries()) {
    await engine.setPersonPicture(id, null, { signal });
    onRemoved(i + 1);
  }
}
