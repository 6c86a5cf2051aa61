export { admitted, connect, delay, isRefusal, pause, type Servers } from './connect';
export { follow, openReader, readAll, readBucket } from './reader';
export { isUnsettled, outlasted, settled } from './settled';
export { auditStream, auditSubject, type Entry, Stores } from './stores';
