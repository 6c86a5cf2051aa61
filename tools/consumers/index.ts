export { check } from './check';
export { readConsumers } from './consumer';
export { withConsumers } from './report';
export { isRight, visit } from './visit';
