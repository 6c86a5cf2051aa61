export { environmentLine } from './environment';
export { endMarked, MARK } from './processes.mjs';
export { limit } from './speed.mjs';
