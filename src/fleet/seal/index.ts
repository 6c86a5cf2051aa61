export { type PersonBody, packPerson, unpackPerson } from './body';
export { Names } from './names';
export { headerOf, Sealer, Unopenable } from './sealer';
