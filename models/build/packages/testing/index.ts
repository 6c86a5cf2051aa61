export { pack, type Registry, startRegistry } from './registry';
