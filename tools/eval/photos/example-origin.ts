import type { RunOrigin } from './origin';

export const ORIGIN: RunOrigin = {
  model: 'net',
  modelHash: 'ab12',
  alignment: 'align-1',
  backend: 'wasm',
  vision: 'cd34',
};
