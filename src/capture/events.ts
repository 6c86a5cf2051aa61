import type { LivenessVerdict } from '../api';
import type { FaceError } from '../protocol';
import type { CameraError } from './camera';
import type { Hint, Look } from './guidance';
import type { CaptureResult } from './session';

/** The element's own events, by name. They bubble, also out of shadow trees. */
export interface CaptureEvents {
  /** After every look at a frame. */
  guidance: CustomEvent<{ readonly hint: Hint; readonly text: string; readonly look: Look }>;
  /** A frame was taken. */
  shot: CustomEvent<{ readonly taken: number; readonly wanted: number }>;
  /** A session with the attribute `liveness` has ended, whether it passed or not; what the user was told. */
  liveness: CustomEvent<{ readonly verdict: LivenessVerdict; readonly text: string }>;
  captured: CustomEvent<CaptureResult>;
  /** What the user was told; a `CameraError`, or the `FaceError` of a chosen file. Files can still be chosen. */
  trouble: CustomEvent<{ readonly error: CameraError | FaceError; readonly text: string }>;
  cancelled: CustomEvent<null>;
}

/** Every event that the element is sent or sends, by name. */
export interface CaptureEventMap extends HTMLElementEventMap, CaptureEvents {}

/** An element whose listeners are given the element's own events with their types. */
export interface CaptureTarget extends HTMLElement {
  addEventListener<K extends keyof CaptureEventMap>(
    type: K,
    listener: (this: this, event: CaptureEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof CaptureEventMap>(
    type: K,
    listener: (this: this, event: CaptureEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
