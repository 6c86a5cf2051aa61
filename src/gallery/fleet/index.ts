export { FleetHost } from './host';
