export { framesOfFiles } from './files';
export { framesOf } from './frames';
export type { CapturedFrame, CaptureEngine, CaptureResult } from './result';
export { collectFrames } from './session';
