export { verifyBars } from './bars';
export { measureVerify } from './measure';
export { verifyTables } from './tables';
export type { VerifyPlan, VerifyResult } from './types';
