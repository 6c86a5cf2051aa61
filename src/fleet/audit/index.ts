export { append, type Chain } from './chain';
export { readAudit } from './read';
