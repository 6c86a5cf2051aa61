import type { DetectedFace, FaceQuality } from '../../../protocol';
import type { Look } from '../look';

const FRAME = { width: 640, height: 480 };
const QUALITY: FaceQuality = {
  eyeDistance: 80,
  blur: 0.03,
  brightness: 120,
  contrast: 120,
  black: 0,
  white: 0,
  pose: { pitch: 0, yaw: 0, roll: 0 },
  score: 0.95,
  visible: 1,
};

/** For tests: a face of 200 px in a frame of 640 × 480, `dx` px aside of the middle. */
function faceAt(dx: number, size = 200): DetectedFace {
  const [x, y] = [320 + dx, 240];
  const eye = size * 0.2;
  return {
    box: { x: x - size / 2, y: y - size / 2, width: size, height: size },
    score: 0.95,
    landmarks: {
      rightEye: { x: x - eye, y: y - 20 },
      leftEye: { x: x + eye, y: y - 20 },
      noseTip: { x, y: y + 10 },
      mouthCenter: { x, y: y + 40 },
      rightEarTragion: { x: x - 90, y: y - 10 },
      leftEarTragion: { x: x + 90, y: y - 10 },
    },
  };
}

/** For tests: a good frame, but for what is told otherwise. */
export function aLook(
  at: number,
  changes: Partial<FaceQuality> = {},
  { dx = 0, others = [] }: { dx?: number; others?: readonly number[] } = {},
): Look {
  const quality = { ...QUALITY, ...changes };
  const faces = [
    { face: faceAt(dx), quality },
    ...others.map((size) => ({ face: faceAt(200, size), quality })),
  ];
  return { at, frame: FRAME, faces };
}
