import { expect, it } from 'vitest';
import { mulberry32 } from '../../random';
import { packTemplates } from '../photos';
import { circleOfPeople } from '../testing';
import { fmrInterval, personIntervals, type Sample } from './bootstrap';
import { compareDifferent, compareWithin } from './comparisons';
import { scoreImpostors } from './impostors';
import { falseMatchRate, falseNonMatchRate } from './rates';

function sampleOf(templates = circleOfPeople(40, 3)): Sample {
  const block = packTemplates(templates);
  return { ...block, genuine: compareWithin(block), impostor: compareDifferent(block) };
}

it('gives an interval around the rate, the same for the same seed', () => {
  const sample = sampleOf();
  const once = personIntervals(sample, (draw) => [falseMatchRate(draw, 0.95)], { repetitions: 100 });
  const all = sample.impostor.similarity;
  const rate = all.filter((similarity) => similarity >= 0.95).length / all.length;
  expect(once[0][0]).toBeLessThan(rate);
  expect(once[0][1]).toBeGreaterThan(rate);
  expect(personIntervals(sample, (draw) => [falseMatchRate(draw, 0.95)], { repetitions: 100 })).toEqual(once);
});

it('weighs comparisons by how often their people were drawn', () => {
  const sample = sampleOf(circleOfPeople(6, 2));
  personIntervals(
    sample,
    ({ genuine, impostor, drawn }) => {
      const weights = [...drawn];
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(6);
      // One genuine comparison a person, four impostor comparisons for every two people.
      expect(genuine.total).toBe(6);
      const pairs = weights.flatMap((a, i) => weights.slice(i + 1).map((b) => a * b));
      expect(impostor.total).toBe(4 * pairs.reduce((sum, weight) => sum + weight, 0));
      expect(impostor.counts.reduce((sum, weight) => sum + weight, 0)).toBe(impostor.total);
      return [0];
    },
    { repetitions: 20 },
  );
});

it('knows that many photos of few people tell little: the interval is that of the people', () => {
  // Of 100 people with 10 genuine comparisons each, 20 always fail: binomial, 95 % of 100 draws lie within ±8 %.
  const templates = circleOfPeople(100, 5);
  for (let person = 0; person < 20; person++) {
    for (let photo = 0; photo < 5; photo++) {
      // Five directions at 72° to each other.
      const angle = (photo / 5) * 2 * Math.PI;
      templates.set(`p${person}/${photo}.jpg`, Float32Array.of(Math.cos(angle), Math.sin(angle)));
    }
  }
  const [[low, high]] = personIntervals(sampleOf(templates), (draw) => [falseNonMatchRate(draw, 0.9)], {
    repetitions: 400,
  });
  expect(low).toBeGreaterThan(0.1);
  expect(low).toBeLessThan(0.15);
  expect(high).toBeGreaterThan(0.25);
  expect(high).toBeLessThan(0.3);
});

it('has no interval for a number that most draws do not show', () => {
  const random = mulberry32(1);
  const rare = () => [random() < 0.5 ? 1 : Number.NaN];
  expect(personIntervals(sampleOf(), rare, { repetitions: 50 })).toEqual([[Number.NaN, Number.NaN]]);
});

it('agrees with the interval that calibration takes from the highest scores alone', () => {
  const templates = circleOfPeople(40, 3);
  const scores = scoreImpostors(templates);
  // Between neighbours on the circle (0.986 and more) and the next but one.
  const threshold = 0.97;
  const [low, high] = fmrInterval(scores, threshold);
  const [all] = personIntervals(sampleOf(templates), (draw) => [falseMatchRate(draw, threshold)], {
    repetitions: 200,
  });
  expect(all[0]).toBeCloseTo(low, 3);
  expect(all[1]).toBeCloseTo(high, 3);
});
