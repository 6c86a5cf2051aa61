export { anotherInstead, planActions } from './actions';
export { PATCH_MS, planColours } from './colours';
export { type Random, unpredictable } from './random';
