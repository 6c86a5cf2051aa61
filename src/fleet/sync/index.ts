export { Core, type Troubles } from './core';
export { FleetError, type FleetTrouble } from './failure';
export { Members, openSecrets } from './members';
export { purgeTombstones } from './purge';
export { type DeviceReport, reportDevices } from './report';
export { finishEpoch, revoke } from './rotation';
export { Session } from './session';
export { Signal } from './signal';
export { type FleetState, firstState, parseState, stateBytes } from './state';
