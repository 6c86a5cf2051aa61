import type { LivenessColour } from '../../api';
import type { Rgb } from '../../protocol';

/** Two numbers that say which colour light has, and not how much of it there is: red against green, and blue against both. */
export type Chroma = readonly [number, number];

const SCREEN: Readonly<Record<LivenessColour, Rgb>> = {
  white: [1, 1, 1],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  black: [0, 0, 0],
};

/** Of linear light: so little more keeps the dark from having a colour of its own. */
const DARK = 0.005;

export function chromaOf([red, green, blue]: Rgb): Chroma {
  const sum = red + green + blue + DARK;
  return [(red - green) / sum, (blue - (red + green) / 2) / sum];
}

/** White and black have none. */
export const SCREEN_CHROMA: Readonly<Record<LivenessColour, Chroma>> = {
  white: [0, 0],
  black: [0, 0],
  red: chromaOf(SCREEN.red),
  green: chromaOf(SCREEN.green),
  blue: chromaOf(SCREEN.blue),
};
