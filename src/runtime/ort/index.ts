export { ORT_VERSION, openOnOrt, startOrt } from './ort';
