export {
  BY_PERSON,
  type Draw,
  fmrInterval,
  type Interval,
  personIntervals,
  resamplePeople,
} from './bootstrap';
export {
  type Comparisons,
  compareDifferent,
  compareListed,
  compareWithin,
  dotOfRows,
  select,
} from './comparisons';
export { binsOf, histogram } from './histogram';
export { highestOf, type ImpostorScores, impostorThreshold, rankedOf, scoreImpostors } from './impostors';
export {
  areaUnderRoc,
  countFrom,
  equalErrorRate,
  errorCurve,
  falseMatchRate,
  falseNonMatchRate,
  type Scores,
  thresholdAt,
} from './rates';
export { type GenuinePair, genuinePairs, lowestThreshold, refusals, wilson } from './refusals';
export { similarityAt } from './similarity-at';
