/**
 * Stands in for `@mediapipe/face_detection`, which face-detection imports by name for its other runtime and
 * which is no ES module. Never constructed: this engine uses the `tfjs` runtime.
 */
export class FaceDetection {
  constructor() {
    throw new Error('the MediaPipe runtime is not part of this build');
  }
}
