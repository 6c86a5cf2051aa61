export { runDlibResnet } from './dlib-reference';
