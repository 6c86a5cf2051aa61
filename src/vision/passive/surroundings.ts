import type { Box } from '../../protocol';

/** What a network sees of a picture. */
export interface Surroundings {
  /** Whole pixels of the picture. */
  readonly region: Box;
  /** How many times the face's box it is, a side: less than was asked for where the picture is too small for that. */
  readonly grown: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The box grown about its centre, by less where it would be larger than the picture, and moved into the picture where it sticks out of it:
 * as the networks' authors cut out the faces that they trained with (minivision-ai, Silent-Face-Anti-Spoofing, `CropImage`).
 */
export function surroundingsOf(box: Box, asked: number, picture: Size): Surroundings {
  const [right, bottom] = [picture.width - 1, picture.height - 1];
  const grown = Math.min(asked, right / box.width, bottom / box.height);
  const across = span(box.x + box.width / 2, box.width * grown, right);
  const down = span(box.y + box.height / 2, box.height * grown, bottom);
  return { region: { x: across.start, y: down.start, width: across.length, height: down.length }, grown };
}

/** From the first to the last pixel, both included. */
function span(centre: number, length: number, last: number): { start: number; length: number } {
  const start = Math.min(last - length, Math.max(0, centre - length / 2));
  const from = Math.max(0, Math.floor(start));
  return { start: from, length: Math.min(last, Math.floor(start + length)) - from + 1 };
}
