export { circleOfPeople } from './circle';
export { population } from './population';
