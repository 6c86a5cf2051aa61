export { type MienPluginOptions, mien } from './plugin';
