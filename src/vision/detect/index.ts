export { breathe } from './breathe';
export { findAll } from './find-all';
export { findAtOnce, findLargest } from './find-largest';
export { visibleArea } from './overlap';
export { glance } from './search';
