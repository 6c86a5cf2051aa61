export { AUDIT_FILE, ChainCheck, GENESIS, hashOf } from './chain';
