import type { Box } from '../protocol';

/**
 * Square tiles with sides of `longEdge / divisor`, half overlapping, that cover the picture.
 * The last of a row or column is moved inwards, so that tiles stay inside where the picture is large enough.
 */
export function tilesOf(width: number, height: number, divisor: number): Box[] {
  const side = Math.ceil(Math.max(width, height) / divisor);
  return starts(height, side).flatMap((y) =>
    starts(width, side).map((x) => ({ x, y, width: side, height: side })),
  );
}

function starts(length: number, side: number): number[] {
  if (length <= side) return [0];
  const count = Math.ceil((length - side) / (side / 2)) + 1;
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - side)) / (count - 1)));
}
