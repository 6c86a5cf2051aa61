export { requireAdapter } from './gpu-adapter';
export { describeAdapter, recallTrial, rememberTrial } from './trial-memory';
