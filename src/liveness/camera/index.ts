export { CameraWatch, type Suspicion, suspicionOf } from './suspicions';
