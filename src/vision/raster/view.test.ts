import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DetectedFace, Point } from '../../protocol';
import type { QuarterTurns } from './resize';
import { toPicture, type View } from './view';

/** Where a picture's point shows up in the view: shifted, scaled, then turned clockwise a quarter at a time. */
function intoView({ x, y }: Point, { region, scale, turns }: View): Point {
  let point = { x: (x - region.x) * scale, y: (y - region.y) * scale };
  let [width, height] = [region.width * scale, region.height * scale];
  for (let turn = 0; turn < turns; turn++) {
    point = { x: height - point.y, y: point.x };
    [width, height] = [height, width];
  }
  return point;
}

it('brings box and landmarks back from every turned and scaled view', () => {
  const coordinate = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(
      fc.constantFrom<QuarterTurns>(0, 1, 2, 3),
      // Sizes that scale to whole pixels, so that rounding does not blur the comparison.
      fc.constantFrom(0.25, 0.5, 1, 2),
      fc.record({ x: coordinate, y: coordinate, width: fc.constant(400), height: fc.constant(200) }),
      fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 8, maxLength: 8 }),
      (turns, scale, region, points) => {
        const view: View = { region, scale, turns };
        const [a, b, rightEye, leftEye, noseTip, mouthCenter, rightEarTragion, leftEarTragion] = points.map(
          (p) => intoView(p, view),
        );
        const seen: DetectedFace = {
          box: {
            x: Math.min(a.x, b.x),
            y: Math.min(a.y, b.y),
            width: Math.abs(a.x - b.x),
            height: Math.abs(a.y - b.y),
          },
          score: 0.9,
          landmarks: { rightEye, leftEye, noseTip, mouthCenter, rightEarTragion, leftEarTragion },
        };
        const face = toPicture(seen, view);
        const [p, q] = points;
        expect(face.box.x).toBeCloseTo(Math.min(p.x, q.x), 6);
        expect(face.box.y).toBeCloseTo(Math.min(p.y, q.y), 6);
        expect(face.box.width).toBeCloseTo(Math.abs(p.x - q.x), 6);
        expect(face.box.height).toBeCloseTo(Math.abs(p.y - q.y), 6);
        expect(face.landmarks.rightEye.x).toBeCloseTo(points[2].x, 6);
        expect(face.landmarks.leftEarTragion.y).toBeCloseTo(points[7].y, 6);
      },
    ),
  );
});
