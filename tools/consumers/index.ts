export { check } from './check';
export { readConsumers } from './consumer';
export { perform } from './perform';
export { withConsumers } from './report';
export { isRight, visit } from './visit';
