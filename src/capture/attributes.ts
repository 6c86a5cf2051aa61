import type { LivenessChecks } from '../api';
import type { Facing } from './camera';
import type { CaptureEvents } from './events';
import { MOST_SHOTS } from './guidance';
import type { CaptureEngine } from './session';
import type { CaptureStrings } from './view';

/** Frames collected where `mode` is "enrol" and `shots` says nothing. */
const ENROLMENT_SHOTS = 3;
const PATIENCE_MS = 6000;

/** Attributes of `<mien-capture>` (docs/reference/capture.md). */
export interface CaptureAttributes {
  readonly mode?: 'verify' | 'enrol' | undefined;
  /** 1–5, for "enrol". */
  readonly shots?: number | undefined;
  readonly facing?: 'user' | 'environment' | undefined;
  /** Milliseconds to wait for a pose. */
  readonly patience?: number | undefined;
  readonly files?: 'no' | undefined;
  /** Finds out whether a living person is before the camera. */
  readonly liveness?: LivenessChecks | undefined;
  /** Actions that are never asked for, with spaces between: "nod blink". */
  readonly without?: string | undefined;
  /** The screen never flashes: actions take the place of its light. */
  readonly 'no-flash'?: boolean | '' | undefined;
  /** The person may choose to do nothing but look. */
  readonly 'allow-passive'?: boolean | '' | undefined;
  /** A short tone when an action is asked for and when it was seen. */
  readonly sound?: boolean | '' | undefined;
  readonly lang?: string | undefined;
}

/** What JSX may write on `<mien-capture>`: attributes, properties, and `on` with an event's name, as React 19 and Preact take it. */
export interface CaptureElementProps extends CaptureAttributes {
  readonly engine?: CaptureEngine | undefined;
  readonly strings?: Partial<CaptureStrings> | undefined;
  readonly onguidance?: ((event: CaptureEvents['guidance']) => void) | undefined;
  readonly onshot?: ((event: CaptureEvents['shot']) => void) | undefined;
  readonly onliveness?: ((event: CaptureEvents['liveness']) => void) | undefined;
  readonly oncaptured?: ((event: CaptureEvents['captured']) => void) | undefined;
  readonly ontrouble?: ((event: CaptureEvents['trouble']) => void) | undefined;
  readonly oncancelled?: ((event: CaptureEvents['cancelled']) => void) | undefined;
}

/** How many frames an element is to collect, 1 to 5. */
export function shotsOf(element: Element): number {
  if (element.getAttribute('mode') !== 'enrol' || element.hasAttribute('liveness')) return 1;
  const shots = Number(element.getAttribute('shots') ?? ENROLMENT_SHOTS);
  return Math.min(MOST_SHOTS, Math.max(1, Math.round(shots) || ENROLMENT_SHOTS));
}

export function facingOf(element: Element): Facing {
  return element.getAttribute('facing') === 'environment' ? 'environment' : 'user';
}

/** Its own, that of what it lies in, or the browser's. */
export function languageOf(element: Element): string {
  return element.closest('[lang]')?.getAttribute('lang') ?? navigator.language;
}

export function patienceMsOf(element: Element): number {
  const given = element.getAttribute('patience')?.trim();
  const ms = given ? Number(given) : Number.NaN;
  return ms >= 0 ? ms : PATIENCE_MS;
}

/** Whether no file can be chosen instead of the camera. Files are not alive. */
export function refusesFiles(element: Element): boolean {
  return element.getAttribute('files') === 'no' || element.hasAttribute('liveness');
}
