export { type BuiltModels, buildOnce, probeBytes, temporaryFolder } from './build-once';
