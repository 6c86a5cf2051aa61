import { expect, it } from 'vitest';
import type { DetectedFace, MeshEntry } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import type { MeshNetwork } from '../../runtime';
import { Arena, Raster } from '../raster';
import { findMesh } from './find-mesh';

const SIZE = 192;
const arena = new Arena();
const entry = {
  input: { name: 'x', size: SIZE, channels: 'RGB', mean: [0, 0, 0], scale: 1 / 255 },
} as unknown as MeshEntry;

/** Point 0 in the middle of the input, 1 at a quarter of it to the right and 12 nearer to the camera, the logit 2. */
function network(seen: Float32Array[]): MeshNetwork {
  const numbers = new Float32Array(1405);
  numbers.set([SIZE / 2, SIZE / 2, 0, 0.75 * SIZE, SIZE / 2, -12]);
  numbers[1404] = 2;
  const run = async (input: Float32Array) => {
    seen.push(input);
    return numbers;
  };
  return { entry, network: { runtime: 'tfjs', run }, canonical: new Float32Array(4 * 468) };
}

/** Lying on its right side: the subject's left eye is above the right one. */
const LYING: DetectedFace = {
  box: { x: 100, y: 60, width: 128, height: 128 },
  score: 1,
  landmarks: landmarks((name) => ({ x: 164, y: name === 'leftEye' ? 100 : 140 })),
};

async function raster(full?: { width: number; height: number }): Promise<Raster> {
  const picture = new ImageData(400, 300);
  // Red above the face's middle.
  for (let i = 0; i < picture.data.length; i += 4) {
    picture.data.set([i < 4 * 400 * 124 ? 255 : 0, 0, 0, 255], i);
  }
  return new Raster(await createImageBitmap(picture), arena, full);
}

it('gives points in pixels of the picture, depth on their scale, and the score', async () => {
  const seen: Float32Array[] = [];
  const of = await raster();
  const mesh = await findMesh(LYING, of, network(seen));
  of.close();
  // The input is one pixel of the picture for each of its own: 1.5 · 128. Its right is the picture's top.
  expect([...(mesh?.points.subarray(0, 6) ?? [])].map(Math.round)).toEqual([164, 124, 0, 164, 76, -12]);
  expect(mesh?.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  expect(mesh?.pose).toEqual({ pitch: 0, yaw: 0, roll: 0 });
  const at = (x: number, y: number, channel = 0) => seen[0]?.[channel * SIZE * SIZE + y * SIZE + x];
  expect([at(150, 96), at(40, 96), at(150, 96, 1)]).toEqual([1, 0, 0]);
});

it('gives the same of a reduced copy, in pixels of the full picture', async () => {
  const of = await raster({ width: 1200, height: 900 });
  const mesh = await findMesh(LYING, of, network([]));
  of.close();
  expect([...(mesh?.points.subarray(0, 6) ?? [])].map(Math.round)).toEqual([492, 372, 0, 492, 228, -36]);
});

it('gives nothing for a face whose eyes coincide', async () => {
  const of = await raster();
  const eyes = landmarks(() => ({ x: 1, y: 1 }));
  expect(await findMesh({ ...LYING, landmarks: eyes }, of, network([]))).toBeNull();
  of.close();
});
