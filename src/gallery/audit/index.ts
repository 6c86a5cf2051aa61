export { exportPerson } from './export-person';
export { noted } from './noted';
export { checkPolicy } from './policy';
export { checkAudit, exportAudit, readAudit } from './read';
export { Uses } from './uses';
