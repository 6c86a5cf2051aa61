import type { CaptureEvents } from './events';
import type { CaptureEngine } from './session';
import type { CaptureStrings } from './view';

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
