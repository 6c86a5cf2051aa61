import { expect, it } from 'vitest';
import { population } from '../testing';
import { measureCalibration } from './calibration';
import { calibrateAndCheck } from './report';

const known = measureCalibration(
  population(150, () => 3, 0.7),
  'known',
);
const calibrate = (people: number, photosOf: (person: number) => number) =>
  calibrateAndCheck(population(people, photosOf, 0.7, 2), 'own photos', known);

it.each([
  ['the fewest people', 101, 1],
  ['people who are too few when halved', 140, 1],
  ['a hundred people with two photos', 100, 2],
])('calibrates %s, and says that their halves cannot be checked', (_, people, photos) => {
  const { calibration, worth } = calibrate(people, () => photos);
  expect(calibration).toMatchObject({ data: 'own photos', people, photos: people * photos });
  expect(worth).toMatch(/^Not checked on unseen people.*at least 5000 are needed\)\.$/);
});

it('checks halves in which hardly anybody has two photos, with the known shift', () => {
  const { calibration, worth } = calibrate(200, (person) => (person < 25 ? 2 : 1));
  expect(calibration.severalFaces).toEqual([expect.objectContaining({ faces: 2, people: 25 })]);
  expect(worth).toContain('| 1 | 70 | 1e-3 |');
});

it('leaves no hole in the table where nobody has a second photo', () => {
  const { calibration, worth } = calibrate(300, () => 1);
  expect(calibration.severalFaces).toEqual(known.severalFaces);
  expect(worth.split('\n').at(-1)).toMatch(/^\| 1 \| 90 \|.*\| 300 \| no photos \|$/);
});

it('refuses fewer comparisons than show a rate', () => {
  expect(() => calibrate(100, () => 1)).toThrow(/4950 comparisons .* at least 5000/);
});
