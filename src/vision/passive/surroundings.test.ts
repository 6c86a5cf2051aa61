import { expect, it } from 'vitest';
import { mulberry32 } from '../../../tools/random';
import { surroundingsOf } from './surroundings';

const PICTURE = { width: 640, height: 480 };
const box = (x: number, y: number, width: number, height = width) => ({ x, y, width, height });

it('grows a box about its centre, in whole pixels', () => {
  const { region, grown } = surroundingsOf(box(300, 200, 60), 2.7, PICTURE);
  expect(grown).toBe(2.7);
  expect(region).toEqual({ x: 249, y: 149, width: 163, height: 163 });
});

it.each([
  ['left', box(-10, 200, 60), (r: typeof PICTURE & { x: number; y: number }) => r.x === 0],
  ['above', box(300, -5, 60), (r: typeof PICTURE & { x: number; y: number }) => r.y === 0],
  ['right', box(600, 200, 60), (r: typeof PICTURE & { x: number; y: number }) => r.x + r.width === 640],
  ['below', box(300, 430, 60), (r: typeof PICTURE & { x: number; y: number }) => r.y + r.height === 480],
] as const)('moves into the picture what sticks out of it: %s', (_, face, touches) => {
  const { region, grown } = surroundingsOf(face, 4, PICTURE);
  expect(grown).toBe(4);
  expect(Math.abs(region.width - 241)).toBeLessThanOrEqual(1);
  expect(touches(region)).toBe(true);
});

it('grows by less where the picture is too small, the same across and down', () => {
  const { region, grown } = surroundingsOf(box(200, 150, 200), 4, PICTURE);
  expect(grown).toBeCloseTo(479 / 200);
  expect([region.y, region.height]).toEqual([0, 480]);
  expect(region.width).toBe(480);
});

it('stays in the picture, whatever the box, and gives at least a pixel', () => {
  const random = mulberry32(7);
  for (let i = 0; i < 2000; i++) {
    const face = box(800 * random() - 80, 600 * random() - 60, 1 + 700 * random(), 1 + 700 * random());
    const { region, grown } = surroundingsOf(face, 4, PICTURE);
    expect(grown).toBeLessThanOrEqual(4);
    expect(Object.values(region).every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
    expect(region.x + region.width).toBeLessThanOrEqual(640);
    expect(region.y + region.height).toBeLessThanOrEqual(480);
    expect(Math.min(region.width, region.height)).toBeGreaterThan(0);
  }
});
