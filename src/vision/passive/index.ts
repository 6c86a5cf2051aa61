export { pointsOf } from './points';
export { passiveScore } from './score';
