import { expect, it } from 'vitest';
import type { Calibration } from '../../../src/protocol';
import type { Evaluation } from './evaluate';
import { missesOf } from './misses';

const curve = [0.5, 0.6, 0.7, 0.8].map((threshold, i) => ({ threshold, fmr: 10 ** -i, fnmr: i / 10 }));

it('gives the false non-match rate at the calibration’s points, as far as the curve goes', () => {
  const evaluation = { curve, genuine: 100 } as unknown as Evaluation;
  const points = [0.55, 0.7, 0.9].map((similarity) => ({ similarity }));
  const calibration = { data: 'faces', points } as unknown as Calibration;
  expect(missesOf(evaluation, calibration, '2026-01-02')).toEqual({
    data: 'faces',
    genuine: 100,
    date: '2026-01-02',
    points: [
      { similarity: 0.55, fnmr: 0.1 },
      { similarity: 0.7, fnmr: 0.2 },
    ],
  });
});
