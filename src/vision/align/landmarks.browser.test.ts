import { expect, it } from 'vitest';
import type { DetectedFace, LandmarkerEntry, Point } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import type { Landmarker } from '../../runtime';
import { Arena, Raster } from '../raster';

const arena = new Arena();

import { alignmentPoints } from './landmarks';

const SIZE = 112;
const EYES_AND_MOUTH = { rightEye: [40, 40], leftEye: [72, 40], mouthCenter: [56, 75] } as const;
const entry = {
  input: { name: 'x', size: SIZE, channels: 'RGB', mean: [0, 0, 0], scale: 1 },
  alignment: { version: 't', points: EYES_AND_MOUTH },
} as unknown as LandmarkerEntry;

/** Point i of the network's 68 lies at (i, 2 i) px of its input. */
const numbers = Float32Array.from({ length: 136 }, (_, k) => ((k >> 1) * (1 + (k % 2))) / SIZE);
const landmarker: Landmarker = { entry, network: { runtime: 'tfjs', run: async () => numbers } };

/** The network's input is the picture's part at (100, 50), `zoom` picture px to one of its own. */
function faceAt(zoom: number): DetectedFace {
  const place = ([x, y]: readonly [number, number]): Point => ({ x: 100 + zoom * x, y: 50 + zoom * y });
  return {
    box: { x: 0, y: 0, width: 1, height: 1 },
    score: 1,
    landmarks: landmarks((name) => place(EYES_AND_MOUTH[name as keyof typeof EYES_AND_MOUTH] ?? [56, 56])),
  };
}

it('takes eyes, nose and mouth from the ranges of the 68 points, in pixels of the picture', async () => {
  const raster = new Raster(await createImageBitmap(new ImageData(400, 400)), arena);
  for (const zoom of [1, 2]) {
    const points = await alignmentPoints(raster, faceAt(zoom), { landmarker });
    const at = (mean: number) => [100 + zoom * mean, 50 + zoom * 2 * mean];
    const expected = {
      rightEye: at((36 + 41) / 2),
      leftEye: at((42 + 47) / 2),
      noseTip: at(30),
      mouthCenter: at((48 + 67) / 2),
      rightMouthCorner: at(48),
      leftMouthCorner: at(54),
    };
    expect(Object.keys(points).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, [x, y]] of Object.entries(expected)) {
      const point = points[name as keyof typeof points];
      expect(point?.x, name).toBeCloseTo(x, 3);
      expect(point?.y, name).toBeCloseTo(y, 3);
    }
  }
  raster.close();
});

it('leaves the detector’s points alone where the model asks for no others', async () => {
  const raster = new Raster(await createImageBitmap(new ImageData(4, 4)), arena);
  const face = faceAt(1);
  expect(await alignmentPoints(raster, face, { landmarker: undefined })).toBe(face.landmarks);
  raster.close();
});
