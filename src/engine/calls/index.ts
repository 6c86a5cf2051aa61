export { requireEnrollable } from './enrolment';
export { galleryMethods } from './gallery';
export { groupMethods } from './groups';
export { liveness } from './liveness';
export { personMethods } from './persons';
export { recognition } from './recognition';
export { rightsMethods } from './rights';
