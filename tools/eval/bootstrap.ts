import type { ImpostorScores } from './impostors';
import { mulberry32 } from './random';

const REPETITIONS = 200;

/**
 * 95 % interval of the FMR at a threshold, resampling people, not comparisons: all comparisons of one person
 * stand or fall together. Each repetition draws people with replacement; a comparison counts as often as its
 * two people were drawn.
 */
export function fmrInterval(
  scores: ImpostorScores,
  threshold: number,
  seed = 1,
): readonly [low: number, high: number] {
  const random = mulberry32(seed);
  const { people, photosOf, top } = scores;
  const end = top.findIndex(({ similarity }) => similarity < threshold);
  const above = end < 0 ? top : top.slice(0, end);
  const rates = Array.from({ length: REPETITIONS }, () => {
    const drawn = new Uint16Array(people);
    for (let i = 0; i < people; i++) drawn[Math.floor(random() * people)] += 1;
    let matches = 0;
    for (const { a, b } of above) matches += drawn[a] * drawn[b];
    let photos = 0;
    let own = 0;
    for (let i = 0; i < people; i++) {
      const weight = drawn[i] * photosOf[i];
      photos += weight;
      own += weight * weight;
    }
    return matches / ((photos * photos - own) / 2);
  }).sort((x, y) => x - y);
  return [rates[Math.floor(REPETITIONS * 0.025)], rates[Math.ceil(REPETITIONS * 0.975) - 1]];
}
