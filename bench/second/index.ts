export { measureSecondOpinion, type SecondPlan, type SecondRow } from './measure';
