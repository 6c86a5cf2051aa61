import type { Bytes, FaceEngine, FoundFace, ImportSummary } from 'mien';
import type { CaptureResult, MienCapture } from 'mien/capture';

/** Not run: what a consumer writes with the package's types, and what a compiler must refuse. */
export function listen(element: MienCapture, take: (result: CaptureResult) => void): void {
  element.addEventListener('captured', (event) => take(event.detail));
  element.addEventListener('trouble', ({ detail }) => console.error(detail.text, detail.error.message));
  element.addEventListener('click', (event) => console.log(event.clientX));
  element.addEventListener('of-the-page', (event) => console.log(event.type));
  // @ts-expect-error A result has frames, not one.
  element.addEventListener('captured', (event) => take(event.detail.frame));
  // @ts-expect-error The listener is no function.
  element.addEventListener('shot', 1);
}

/** Parts of an exported file are bytes that every API takes. */
export async function copy(from: FaceEngine, to: FaceEngine, passphrase: string): Promise<ImportSummary> {
  const parts: Bytes[] = [];
  const reader = (await from.exportGallery({ passphrase })).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return to.importGallery({ file: new Blob(parts), passphrase, mode: 'merge' });
}

/** A file from the network is taken as it comes. */
export const restore = (engine: FaceEngine, { body }: Response, passphrase: string) =>
  body && engine.importGallery({ file: body, passphrase, mode: 'replace' });

export const left = ({ face }: FoundFace): number => face.landmarks.leftEye.x;
