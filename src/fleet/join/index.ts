export { ask, JoinError, type JoinTrouble } from './ask';
export { type Confirmation, type Guest, Invitation, newDeviceId } from './invite';
export type { Welcome } from './messages';
