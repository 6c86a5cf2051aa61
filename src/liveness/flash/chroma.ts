import type { LivenessColour } from '../../api';
import type { Rgb } from '../../protocol';

/**
 * Two numbers that say which colour light has, and not how much of it there is: red against green, and blue against both. Logarithms of
 * ratios: what a surface's own colour adds to them stays the same when the light changes, so that a blue wall and pale skin show the same change.
 */
export type Chroma = readonly [number, number];

/** Of linear light, 0…1: so little more keeps the dark from having a colour of its own. */
const DARK = 0.002;

export function chromaOf([red, green, blue]: Rgb): Chroma {
  const [r, g, b] = [Math.log(red + DARK), Math.log(green + DARK), Math.log(blue + DARK)];
  return [r - g, b - (r + g) / 2];
}

/** What the screen's light adds to that, up to its strength: the logarithm's first order. White and black add nothing. */
export const SCREEN_CHROMA: Readonly<Record<LivenessColour, Chroma>> = {
  white: [0, 0],
  black: [0, 0],
  red: [1, -0.5],
  green: [-1, -0.5],
  blue: [0, 1],
};
