import type { Box } from '../../protocol';

/** One pass over the picture with square tiles. */
export interface Scale {
  /** Side of a tile, picture pixels. */
  readonly side: number;
  /** Part of a tile that its neighbour shows too, at least; 0.5 shows every spot in the middle of some tile. */
  readonly overlap: number;
}

/** Square tiles that cover the picture. The last of a row or column is moved inwards, to stay inside. */
export function tilesOf(width: number, height: number, { side, overlap }: Scale): Box[] {
  const step = side * (1 - overlap);
  return starts(height, side, step).flatMap((y) =>
    starts(width, side, step).map((x) => ({ x, y, width: side, height: side })),
  );
}

function starts(length: number, side: number, step: number): number[] {
  if (length <= side) return [0];
  const count = Math.ceil((length - side) / step) + 1;
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - side)) / (count - 1)));
}
