export { accountsText } from './accounts';
export { configurationText, type ServerPlan } from './configuration';
export { GUEST, type Login, permissionsOf, type Right } from './permissions';
export { reload } from './reload';
