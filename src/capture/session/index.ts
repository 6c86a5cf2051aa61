export { framesOfFiles } from './files';
export type { CapturedFrame, CaptureEngine, CaptureResult } from './result';
export { collectFrames } from './session';
