export { requireEnrollable } from './enrolment';
export { galleryMethods } from './gallery';
export { groupMethods } from './groups';
export { personMethods } from './persons';
export { recognition } from './recognition';
