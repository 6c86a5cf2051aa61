export {
  Deadline,
  orAborted,
  START_LIMIT_MS,
  startLimit,
  TimeLimitReached,
  withDeadline,
} from './deadline';
export { type RemoteCall, WorkerClient } from './worker-client';
export { canOutlast, connect, ownWorker } from './worker-handle';
