export { type BuiltModels, buildOnce, goldenInput, temporaryFolder } from './build-once';
