export { Conductor } from './conductor';
export type { Shared } from './host';
