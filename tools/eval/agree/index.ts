export { type Agreement, measureAgreement, type Row } from './measure';
export { buildStages, openSide, seeAll } from './sides';
