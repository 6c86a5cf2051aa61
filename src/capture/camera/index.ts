export { CameraError, type CameraTrouble, type Facing, rejection } from './camera';
export { withCamera } from './with-camera';
