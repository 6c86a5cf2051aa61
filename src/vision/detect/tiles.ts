import type { Box } from '../../protocol';

/** One pass over the picture with square tiles. */
export interface Scale {
  /** Edge of a tile, picture pixels. */
  readonly edge: number;
  /** Part of a tile that its neighbour shows too, at least; 0.5 shows every spot in the middle of some tile. */
  readonly overlap: number;
}

/** Square tiles that cover the picture. The last of a row or column is moved inwards, to stay inside. */
export function tilesOf(width: number, height: number, { edge, overlap }: Scale): Box[] {
  const step = edge * (1 - overlap);
  return starts(height, edge, step).flatMap((y) =>
    starts(width, edge, step).map((x) => ({ x, y, width: edge, height: edge })),
  );
}

function starts(length: number, edge: number, step: number): number[] {
  if (length <= edge) return [0];
  const count = Math.ceil((length - edge) / step) + 1;
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - edge)) / (count - 1)));
}
