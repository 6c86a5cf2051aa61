export { type Unanswered, withDatabase } from './database';
export { optIn, optOut, readOptIn, restoreOptIn } from './opt-in';
export {
  type Acceptance,
  CONSENT_QUESTION,
  GREETING,
  isV1Path,
  isV1Url,
  OFFER,
  type PageReply,
  type WireRequest,
  type WireResponse,
  type WorkerMessage,
} from './protocol';
