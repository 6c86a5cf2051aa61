import type { CaptureResult } from '../../../../src/capture';

/** One frame, or several different ones. */
export type CaptureKind = 'verify' | 'enrol';

/** A session of a living person, which `verify` takes instead of its photo, once. */
export type LiveCapture = NonNullable<CaptureResult['liveness']>['capture'];
