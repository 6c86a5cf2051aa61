export { accountsText } from './accounts';
export { configurationText, LOOPBACK, type ServerPlan } from './configuration';
export type { Login } from './permissions';
export { reload } from './reload';
