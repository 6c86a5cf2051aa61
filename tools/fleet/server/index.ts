export { accountsText } from './accounts';
export { configurationText, type ServerPlan } from './configuration';
export type { Login } from './permissions';
export { reload } from './reload';
