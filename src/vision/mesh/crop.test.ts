import { expect, it } from 'vitest';
import type { Box, DetectedFace, Point } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import { apply, Unalignable } from '../raster';
import { cropOf } from './crop';

const SIZE = 192;

function face(box: Box, rightEye: Point, leftEye: Point): DetectedFace {
  const points = landmarks((name) => (name === 'leftEye' ? leftEye : rightEye));
  return { box, score: 1, landmarks: points };
}

function expectPoint(found: Point, x: number, y: number) {
  expect(found.x).toBeCloseTo(x, 6);
  expect(found.y).toBeCloseTo(y, 6);
}

it('shows one and a half times the longer side of the box, from its middle', () => {
  const crop = cropOf(
    face({ x: 100, y: 50, width: 80, height: 128 }, { x: 120, y: 90 }, { x: 160, y: 90 }),
    SIZE,
  );
  expectPoint(apply(crop, { x: 140, y: 114 }), 96, 96);
  expectPoint(apply(crop, { x: 140 - 96, y: 114 - 96 }), 0, 0);
  expectPoint(apply(crop, { x: 140 + 96, y: 114 + 96 }), 192, 192);
});

it('turns the picture so that the eyes are level, however the head lies', () => {
  for (const degrees of [-170, -90, -20, 35, 90, 180]) {
    const angle = (degrees * Math.PI) / 180;
    const [across, down] = [Math.cos(angle), Math.sin(angle)];
    const box = { x: 0, y: 0, width: 100, height: 100 };
    const eyes = [-20, 20].map((side) => ({ x: 50 + side * across, y: 50 + side * down }));
    const crop = cropOf(face(box, eyes[0], eyes[1]), SIZE);
    const [right, left] = eyes.map((eye) => apply(crop, eye));
    expect(left.y).toBeCloseTo(right.y, 6);
    expect(left.x).toBeGreaterThan(right.x);
  }
});

it('refuses a box without a size, eyes in one place, and what is no number', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const [one, other] = [
    { x: 2, y: 4 },
    { x: 8, y: 4 },
  ];
  expect(() => cropOf(face({ ...box, width: 0, height: 0 }, one, other), SIZE)).toThrow(Unalignable);
  expect(() => cropOf(face(box, one, one), SIZE)).toThrow(Unalignable);
  expect(() => cropOf(face(box, one, { x: Number.NaN, y: 4 }), SIZE)).toThrow(Unalignable);
  expect(() => cropOf(face({ ...box, width: Number.POSITIVE_INFINITY }, one, other), SIZE)).toThrow(
    Unalignable,
  );
});
