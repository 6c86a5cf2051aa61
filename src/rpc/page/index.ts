export {
  Deadline,
  orAborted,
  START_LIMIT_MS,
  startLimit,
  TimeLimitReached,
  withDeadline,
} from './deadline';
export { canOutlast, connect, ownWorker } from './held-worker';
export { type RemoteCall, WorkerClient } from './worker-client';
