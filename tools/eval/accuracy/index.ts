export { type Evaluation, evaluate } from './evaluate';
export { type Excluded, findExcluded, readExclusions } from './exclusions';
export { ratesTable } from './sections';
export { setUpTrial, type Trial, withoutExcluded } from './trial';
