export { type Agreement, measureAgreement, type Row } from './measure';
