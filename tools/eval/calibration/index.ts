export { measureCalibration, withPooled } from './calibration';
export { type CurvePoint, FEWEST_EVENTS, measureCurve, TooFewError } from './curve';
export { type Compare, countErrorsBy, type EnrolmentErrors } from './enrolment-errors';
export { compareEnrolment, type Enrolment } from './enrolments';
export { type HeldOutRate, halvesOf, joinHalves, photosOfPeople, ratesOf } from './held-out';
export { measurePooledShift } from './pooled-shift';
export { heldOutTable } from './report';
