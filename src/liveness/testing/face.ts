import type { FaceLight, FaceMesh, WatchedFrame } from '../../protocol';

/** A head without expression: an ellipsoid whose nose stands out, as 468 points of three coordinates, turned and nodded. */
export function headPoints({ yaw = 0, pitch = 0 }: { yaw?: number; pitch?: number } = {}): Float32Array {
  const points = new Float32Array(3 * 468);
  const [a, b] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  for (let i = 0; i < 468; i++) {
    // Evenly over the front half: Fibonacci's spiral.
    const r = Math.sqrt((i + 0.5) / 468);
    const angle = i * 2.399963;
    const [x, y] = [70 * r * Math.cos(angle), 90 * r * Math.sin(angle)];
    const nose = 35 * Math.exp(-((x / 14) ** 2) - ((y - 10) / 22) ** 2);
    const z = -60 * Math.sqrt(Math.max(0, 1 - r * r)) - nose;
    const [turnedX, turnedZ] = [x * Math.cos(a) - z * Math.sin(a), x * Math.sin(a) + z * Math.cos(a)];
    const [noddedY, noddedZ] = [
      y * Math.cos(b) + turnedZ * Math.sin(b),
      -y * Math.sin(b) + turnedZ * Math.cos(b),
    ];
    points.set([320 + turnedX, 240 + noddedY, noddedZ], 3 * i);
  }
  return points;
}

/** The picture of that head, looking into the camera, as a plane that is turned before a camera 500 px away. */
export function flatPhoto(yaw: number): Float32Array {
  const points = headPoints();
  const a = (yaw * Math.PI) / 180;
  for (let i = 0; i < points.length; i += 3) {
    const [x, y] = [points[i] - 320, points[i + 1] - 240];
    const distance = 500 + x * Math.sin(a);
    points.set([320 + (500 * x * Math.cos(a)) / distance, 240 + (500 * y) / distance, 0], i);
  }
  return points;
}

/** What a frame shows of somebody; at rest where nothing is said. */
export interface Shown {
  readonly yaw?: number;
  readonly pitch?: number;
  /** 1 open, 0 closed. */
  readonly open?: number;
  readonly mouth?: number;
  readonly points?: Float32Array;
  readonly template?: Float32Array;
  readonly fingerprint?: number;
  readonly light?: FaceLight;
  readonly x?: number;
  /** Boxes of others, px wide. */
  readonly others?: readonly number[];
  readonly blur?: number;
}

const LANDMARK = { x: 0, y: 0 };
const LANDMARKS = {
  rightEye: LANDMARK,
  leftEye: LANDMARK,
  noseTip: LANDMARK,
  mouthCenter: LANDMARK,
  rightEarTragion: LANDMARK,
  leftEarTragion: LANDMARK,
};

export function seenFace(shown: Shown = {}): WatchedFrame {
  const { yaw = 0, pitch = 0, open = 1, mouth = 0.02, points, x = 250, others = [], blur = 0.03 } = shown;
  const pose = { yaw, pitch, roll: 0 };
  const faceOf = (width: number) => ({
    box: { x, y: 170, width, height: width },
    score: 0.95,
    landmarks: LANDMARKS,
  });
  const mesh: FaceMesh = {
    points: points ?? headPoints({ yaw, pitch }),
    score: 0.99,
    pose,
    eyes: { right: 0.27 * open, left: 0.26 * open },
    mouth,
  };
  const quality = {
    eyeDistance: 60,
    blur,
    brightness: 120,
    contrast: 100,
    black: 0,
    white: 0,
    pose,
    score: 0.95,
    visible: 1,
  };
  const grey = [0.2, 0.2, 0.2] as const;
  return {
    faces: [
      { face: faceOf(140), pose, quality, mesh },
      ...others.map((width) => ({ face: faceOf(width), pose, quality: null, mesh: null })),
    ],
    image: { width: 640, height: 480 },
    fingerprint: shown.fingerprint ?? Math.floor(Math.random() * 2 ** 50),
    light: shown.light ?? { forehead: grey, cheeks: grey, nose: grey, background: grey },
    template: shown.template ?? null,
  };
}
