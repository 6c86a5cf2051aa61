export type {
  FleetAudit,
  FleetConfirmation,
  FleetDevice,
  FleetInviting,
  FleetLogin,
  FleetMember,
  FleetRole,
  FleetState,
  FleetTrouble,
} from '../protocol';
export { type Fleet, joinFleet } from './fleet';
export type { FleetOptions } from './options';
