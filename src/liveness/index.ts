export { type Conducted, conduct, type Eyes } from './conduct';
