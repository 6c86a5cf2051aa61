export { cosineBars } from './bars';
export { measureCase } from './measure';
export { cosineCases, ownContenders } from './plan';
export { cosineTables } from './tables';
export type { CosineCase, CosineRow, CosineService } from './types';
