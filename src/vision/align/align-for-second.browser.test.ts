import { expect, it } from 'vitest';
import type { DetectedFace, EmbedderEntry } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import { Arena, Raster } from '../raster';
import { alignForSecond } from './align-for-second';

const SIZE = 112;
const POINTS = { rightEye: [40, 40], leftEye: [72, 40], mouthCenter: [56, 75] } as const;
const entry = {
  input: { name: 'x', size: SIZE, channels: 'RGB', mean: [0, 0, 0], scale: 1 },
  alignment: { version: 't', points: POINTS },
} as unknown as EmbedderEntry;

const lies = landmarks((name) => {
  const [x, y] = POINTS[name as keyof typeof POINTS] ?? [56, 56];
  return { x, y };
});
const coincides = landmarks(() => ({ x: 56, y: 56 }));
const face = (of: DetectedFace['landmarks']): DetectedFace => ({
  box: { x: 0, y: 0, width: SIZE, height: SIZE },
  score: 1,
  landmarks: of,
});

it('leaves the first network’s answer alone where only the second cannot align the face', async () => {
  const raster = new Raster(await createImageBitmap(new ImageData(SIZE, SIZE)), new Arena());
  expect(alignForSecond(raster, face(lies), lies, entry)).toHaveLength(3 * SIZE * SIZE);
  expect(alignForSecond(raster, face(coincides), lies, entry)).toBeUndefined();
  raster.close();
});
