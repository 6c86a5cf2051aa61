import { expect, it } from 'vitest';
import { eyeAspectRatios, mouthAspectRatio } from './ratios';

/** A mesh with these points (x, y); all others at 0. Turned about the vertical axis by `yaw` degrees. */
function mesh(places: Readonly<Record<number, readonly [x: number, y: number]>>, yaw = 0): Float32Array {
  const points = new Float32Array(3 * 468);
  const angle = (yaw * Math.PI) / 180;
  for (const [i, [x, y]] of Object.entries(places)) {
    points.set([x * Math.cos(angle), y, x * Math.sin(angle)], 3 * Number(i));
  }
  return points;
}

/** The right eye 60 wide, its lids `lids` apart; the left one closed; the mouth 50 wide, the lips 10, 20 and 15 apart. */
const places = (lids: number) =>
  ({
    33: [0, 0],
    133: [60, 0],
    160: [20, -lids / 2],
    144: [20, lids / 2],
    158: [40, -lids / 2],
    153: [40, lids / 2],
    362: [100, 0],
    263: [160, 0],
    385: [120, 0],
    380: [120, 0],
    387: [140, 0],
    373: [140, 0],
    78: [50, 100],
    308: [100, 100],
    82: [60, 95],
    87: [60, 105],
    13: [75, 90],
    14: [75, 110],
    312: [90, 92],
    317: [90, 107],
  }) as const;

it('is the distance of the lids by that of the corners, for each eye', () => {
  expect(eyeAspectRatios(mesh(places(18)))).toEqual({ right: expect.closeTo(0.3, 6), left: 0 });
  expect(eyeAspectRatios(mesh(places(6))).right).toBeCloseTo(0.1, 6);
});

it('is the mean distance of the lips by that of the inner corners', () => {
  expect(mouthAspectRatio(mesh(places(18)))).toBeCloseTo(15 / 50, 6);
});

it('does not change when the head turns', () => {
  for (const yaw of [-60, 30, 70]) {
    expect(eyeAspectRatios(mesh(places(18), yaw)).right).toBeCloseTo(0.3, 6);
    expect(mouthAspectRatio(mesh(places(18), yaw))).toBeCloseTo(0.3, 6);
  }
});
