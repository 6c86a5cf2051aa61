export type { AssetsChoice } from './choice';
export { run } from './command';
export { describe } from './describe';
export { install } from './install';
export { LIST, planAssets } from './plan';
