import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltModels, buildOnce } from '../../../models/build/testing';
import type { FaceShape } from '../../api';
import { faceShape, SHAPE } from './face-shape';

type Place = readonly [x: number, y: number, z: number];

let models: BuiltModels;
/** On the head that looks straight ahead: x to the picture's right, y down. */
let canonical: readonly Place[];

beforeAll(async () => {
  models = await buildOnce();
  const { mesh } = models.manifest;
  if (mesh === undefined) throw new Error('there is no face mesh');
  const numbers = new Float32Array((await models.read(mesh.canonical)).buffer);
  canonical = Array.from({ length: 468 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = numbers.subarray(4 * i);
    return [x, y, z];
  });
});
afterAll(() => models.remove());

/** The point of the other half of the face. */
function twin(of: number): number {
  const [x, y, z] = canonical[of] ?? [0, 0, 0];
  const apart = ([a, b, c]: Place) => Math.hypot(a + x, b - y, c - z);
  return canonical.reduce((best, place, i) => (apart(place) < apart(canonical[best]) ? i : best), 0);
}

it('has the contract’s 88 points, each once', () => {
  const counts = Object.fromEntries(Object.entries(SHAPE).map(([name, points]) => [name, points.length]));
  expect(counts).toEqual({
    face_profile: 21,
    left_eye: 8,
    right_eye: 8,
    left_eyebrow: 8,
    right_eyebrow: 8,
    mouth: 22,
    nose: 13,
  });
  expect(new Set(Object.values(SHAPE).flat()).size).toBe(88);
});

it('has left lists that are the mirror images of the right ones', () => {
  expect(SHAPE.left_eye.map(twin)).toEqual(SHAPE.right_eye);
  expect(SHAPE.left_eyebrow.map(twin)).toEqual(SHAPE.right_eyebrow);
});

it('has a profile, a mouth and a nose that are their own mirror images, walked the other way', () => {
  const { face_profile, mouth, nose } = SHAPE;
  expect(face_profile.map(twin)).toEqual([...face_profile].reverse());
  expect(mouth.slice(0, 7).map(twin)).toEqual(mouth.slice(0, 7).reverse());
  expect(mouth.slice(7, 12).map(twin)).toEqual(mouth.slice(7, 12).reverse());
  expect(mouth.slice(12, 17).map(twin)).toEqual(mouth.slice(12, 17).reverse());
  expect(mouth.slice(17).map(twin)).toEqual(mouth.slice(17).reverse());
  expect(nose.slice(0, 2).map(twin)).toEqual(nose.slice(0, 2));
  expect(nose.slice(2).map(twin)).toEqual(nose.slice(2).reverse());
});

it('walks each list as the contract says', () => {
  const x = (of: number) => canonical[of]?.[0] ?? 0;
  const y = (of: number) => canonical[of]?.[1] ?? 0;
  const ascending = (numbers: readonly number[]) =>
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
  const { face_profile: profile, left_eye: eye, left_eyebrow: brow, mouth, nose } = SHAPE;
  // Down to the chin at index 10; the first at the level of the eye, in the picture's left half.
  ascending(profile.slice(0, 11).map(y));
  expect(Math.abs(y(profile[0]) - y(eye[0]))).toBeLessThan(0.5);
  expect(x(profile[0])).toBeLessThan(x(eye[0]));
  expect(x(profile[10])).toBeCloseTo(0, 6);
  for (const list of [eye, brow]) {
    ascending(list.slice(0, 5).map(x));
    ascending(list.slice(4).map(x).reverse());
  }
  // Lower lid and lower edge first.
  expect(Math.min(...eye.slice(1, 4).map(y))).toBeGreaterThan(Math.max(...eye.slice(5).map(y)));
  expect(y(brow[2])).toBeGreaterThan(y(brow[6]));
  ascending(mouth.slice(0, 7).map(x));
  ascending(mouth.slice(6, 12).map(x).reverse());
  ascending(mouth.slice(12, 17).map(x));
  ascending(mouth.slice(17).map(x).reverse());
  // From below: lower lip's lower edge, its upper edge, upper lip's lower edge, its upper edge.
  ascending([mouth[9], mouth[19], mouth[14], mouth[3]].map(y));
  ascending(nose.slice(1, 6).map(y));
  ascending(nose.slice(6, 9).map(x));
  expect(x(nose[5])).toBeLessThan(x(nose[6]));
  expect(x(nose[9])).toBeGreaterThan(x(nose[8]));
  ascending(nose.slice(10).map(y).reverse());
});

it('gives whole pixels of the picture', () => {
  const points = Float32Array.from({ length: 3 * 468 }, (_, i) => (i % 7) * 40.3 - 60.4);
  const image = { width: 100, height: 80 };
  const shape = faceShape(points, image);
  const names = Object.keys(SHAPE) as (keyof FaceShape)[];
  expect(Object.keys(shape)).toEqual(names);
  const seen = names.flatMap((name) => shape[name]);
  for (const { x, y } of seen) {
    expect(Number.isInteger(x) && x >= 0 && x < image.width).toBe(true);
    expect(Number.isInteger(y) && y >= 0 && y < image.height).toBe(true);
    expect(Object.is(x, -0) || Object.is(y, -0)).toBe(false);
  }
  expect(shape.nose[0]).toEqual({ x: Math.round(points[3] ?? 0), y: image.height - 1 });
});
