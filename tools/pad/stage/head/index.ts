export { type Attitude, STILL } from './attitude';
export { normalsOf, type Placing, posed } from './moved';
export { EYE_OUTLINES, SKIN } from './points';
export { type Surface, surfaceOf } from './surface';
export { turned } from './turn';
