export { discard, keep, readStored, STORE } from './store';
