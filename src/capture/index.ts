export type { CaptureAttributes, CaptureElementProps } from './attributes';
export { CameraError, type CameraTrouble } from './camera';
export { MienCapture } from './element';
export type { CaptureEventMap, CaptureEvents, CaptureTarget } from './events';
export type { FaceLook, Hint, Look } from './guidance';
export type { CapturedFrame, CaptureEngine, CaptureResult } from './session';
export type { CaptureStrings, LivenessStrings } from './view';

import { MienCapture } from './element';

/** Makes `<mien-capture>`, or another name, known to the page. A second call does nothing, nor does one on a server that renders pages. */
export function defineCapture(name = 'mien-capture'): void {
  if (!('customElements' in globalThis)) return;
  if (customElements.get(name) === undefined)
    customElements.define(name, name === 'mien-capture' ? MienCapture : class extends MienCapture {});
}

declare global {
  interface HTMLElementTagNameMap {
    'mien-capture': MienCapture;
  }
}
