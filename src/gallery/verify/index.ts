export { type Attempted, noteAttempts } from './attempts';
export { matchFaces, otherModel } from './match-person';
export { ReadAhead } from './read-ahead';
export { MatchTickets } from './tickets';
