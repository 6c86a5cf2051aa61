export { describeFile, isPresent, writeWhole } from './files';
