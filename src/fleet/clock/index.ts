export { deviceOf, isStamp, laterOf, laterStamp, msOf, nextStamp, type Stamp } from './stamp';
