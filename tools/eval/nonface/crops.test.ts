import { expect, it } from 'vitest';
import { backgroundCrops } from './crops';

const SIZE = { width: 250, height: 250 };
const FACE = { x: 80, y: 80, width: 90, height: 90 };

it('keeps crops inside the photo, apart from each other and from a face with its hair and neck', () => {
  for (let seed = 0; seed < 200; seed++) {
    const crops = backgroundCrops(SIZE, [FACE], 3, seed);
    expect(crops.length).toBeGreaterThan(0);
    for (const { region, scale } of crops) {
      const { x, y, width, height } = region;
      expect(x >= 0 && y >= 0 && x + width <= 250 && y + height <= 250).toBe(true);
      // 22 px, that is a quarter of the box, around it.
      expect(x >= 192 || y >= 192 || x + width <= 58 || y + height <= 58).toBe(true);
      expect(scale * Math.max(width, height)).toBeLessThanOrEqual(250);
    }
    const [a, b] = crops.map(({ region }) => region);
    if (b) {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart).toBe(true);
    }
  }
});

it('gives the same crops for the same seed, and none where faces leave no room', () => {
  expect(backgroundCrops(SIZE, [FACE], 3, 7)).toEqual(backgroundCrops(SIZE, [FACE], 3, 7));
  expect(backgroundCrops(SIZE, [{ x: 40, y: 40, width: 170, height: 170 }], 3, 7)).toEqual([]);
});
