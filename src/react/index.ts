export { Capture, type CaptureProps } from './capture';
export type { MienCaptureProps } from './elements';
export { type EngineState, useEngine } from './use-engine';
