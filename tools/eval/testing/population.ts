import { mulberry32 } from '../../random';
import type { Templates } from '../photos';

/** People as directions in space, photos as directions near their person's. */
export function population(
  people: number,
  photosOf: (person: number) => number,
  spread: number,
  seed = 1,
): Templates {
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const templates: Templates = new Map();
  for (let person = 0; person < people; person++) {
    const centre = Array.from({ length: 24 }, normal);
    for (let photo = 0; photo < photosOf(person); photo++) {
      const numbers = centre.map((number) => number + spread * normal());
      const length = Math.hypot(...numbers);
      templates.set(
        `p${person}/${photo}.jpg`,
        Float32Array.from(numbers, (number) => number / length),
      );
    }
  }
  return templates;
}
