export { connect, delay, isRefusal, pause, type Servers } from './connect';
export { follow, readAll, readBucket } from './reader';
export { auditStream, auditSubject, type Entry, Stores } from './stores';
