export { depthOf } from './depth';
export { distanceFrom, isNear, type Neutral, neutralOf } from './neutral';
export { recogniserOf } from './recognisers';
export { Unasked } from './unasked';
