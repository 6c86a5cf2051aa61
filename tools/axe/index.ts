export { flawsOf } from './flaws';
