export { type Evaluation, evaluate } from './evaluate';
export { ratesTable } from './sections';
export { setUpTrial, type Trial } from './trial';
