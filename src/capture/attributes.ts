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
  readonly lang?: string | undefined;
}

/** What JSX may write on `<mien-capture>`: attributes, properties, and `on` with an event's name, as React 19 and Preact take it. */
export interface CaptureElementProps extends CaptureAttributes {
  readonly engine?: CaptureEngine | undefined;
  readonly strings?: Partial<CaptureStrings> | undefined;
  readonly onguidance?: ((event: CaptureEvents['guidance']) => void) | undefined;
  readonly onshot?: ((event: CaptureEvents['shot']) => void) | undefined;
  readonly oncaptured?: ((event: CaptureEvents['captured']) => void) | undefined;
  readonly ontrouble?: ((event: CaptureEvents['trouble']) => void) | undefined;
  readonly oncancelled?: ((event: CaptureEvents['cancelled']) => void) | undefined;
}

/** How many frames an element is to collect, 1 to 5. */
export function shotsOf(element: Element): number {
  if (element.getAttribute('mode') !== 'enrol') return 1;
  const shots = Number(element.getAttribute('shots') ?? ENROLMENT_SHOTS);
  return Math.min(MOST_SHOTS, Math.max(1, Math.round(shots) || ENROLMENT_SHOTS));
}

export function patienceMsOf(element: Element): number {
  const given = element.getAttribute('patience')?.trim();
  const ms = given ? Number(given) : Number.NaN;
  return ms >= 0 ? ms : PATIENCE_MS;
}

/** Whether no file can be chosen instead of the camera. */
export function refusesFiles(element: Element): boolean {
  return element.getAttribute('files') === 'no';
}
