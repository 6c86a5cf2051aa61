export { findPackage } from './sources';
