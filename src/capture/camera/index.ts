export {
  CameraError,
  type CameraTrouble,
  cameraLost,
  closeCamera,
  type Facing,
  openCamera,
  rejection,
} from './camera';
export { watchSilence } from './silence';
