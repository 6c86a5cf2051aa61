export { useBackend } from './use-backend';
