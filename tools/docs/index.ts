export { announceSite, ensureSite, isSiteFresh, placeSite } from './site';
