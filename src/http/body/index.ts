export { parseBody } from './body';
export type { RawFields } from './raw-fields';
export { readBody } from './read-body';
