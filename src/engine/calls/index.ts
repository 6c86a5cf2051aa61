export { addFaces } from './add-faces';
export { compare } from './compare';
export { detect } from './detect';
export { requireEnrollable } from './enrolment';
export { identify, multiIdentify } from './identify';
export { stored } from './new-face';
export type { Sides } from './sides';
export { verify } from './verify';
