export { orAborted, START_LIMIT_MS, startLimit, TimeLimitReached, withDeadline } from './deadline';
export { canOutlast, connect, ownWorker } from './held-worker';
export { WorkerClient } from './worker-client';
