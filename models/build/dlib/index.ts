export { convertDlibResnet } from './dlib-resnet';
