export { createEngine } from './create';
export type { FaceEngine } from './engine';
