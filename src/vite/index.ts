export type { AssetsChoice } from '../install';
export { type MienPluginOptions, mien } from './plugin';
