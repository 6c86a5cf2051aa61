export { filmOptions } from './options';
export { runFilms } from './run';
