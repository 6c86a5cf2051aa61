export { depthOf } from './depth';
export { distanceFrom, isNear, type Neutral, neutralOf } from './neutral';
export { type Recogniser, recogniserOf } from './recognisers';
export { Unasked } from './unasked';
