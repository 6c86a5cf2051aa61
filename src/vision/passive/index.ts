export { pointsOf } from './points';
export { type PassiveScore, passiveScore } from './score';
