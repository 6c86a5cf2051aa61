export { Chance } from './chance';
export { Person } from './person';
export { Recording } from './recording';
export { type Light, Shine } from './shine';
