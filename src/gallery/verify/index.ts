export { type Attempted, noteAttempts } from './attempts';
export { type Compared, Judge, matchOf } from './both';
export { comparableFaces, otherModel } from './match-person';
export { ReadAhead } from './read-ahead';
export { type MatchTicket, Tickets } from './tickets';
