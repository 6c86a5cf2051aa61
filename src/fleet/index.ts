export type { Chain } from './audit';
export { Fleet } from './fleet';
export { type Confirmation, type Invitation, JoinError, type JoinTrouble } from './join';
export type { Role } from './keys';
export type { FleetOptions, FleetStatus, FoundOptions, JoinOptions } from './options';
export { type DeviceReport, FleetError, type FleetTrouble, type Troubles } from './sync';
export { isRefusal, isUnsettled } from './transport';
