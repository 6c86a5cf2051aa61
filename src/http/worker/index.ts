export { answerV1 } from './answer';
