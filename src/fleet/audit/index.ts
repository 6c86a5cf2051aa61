export { append, type Chain, type Link } from './chain';
export { readAudit } from './read';
