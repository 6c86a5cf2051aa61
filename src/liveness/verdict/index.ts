export { bondable, lowestPair } from './bond';
export { type Evidence, fuse } from './fuse';
