export { bounded, NOBODY, withLocal, withoutExcess } from './difference';
export { fromJson, toJson } from './json';
export { mapState, merge, type PersonState } from './person';
export { type View, viewOf } from './view';
