export { CameraError, type CameraTrouble, type Facing } from './camera';
export { withCamera } from './with-camera';
