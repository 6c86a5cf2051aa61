import { atMost, type Bar } from '../lib';
import type { GalleryRow } from './types';

const LARGE = 400_000;
const SMALL = 1_000;

export function galleryBars(rows: readonly GalleryRow[]): Bar[] {
  const find = (faces: number, dimension: number) =>
    rows.find((row) => row.faces === faces && row.dimension === dimension);
  return [128, 256].flatMap((dimension) => {
    const large = find(LARGE, dimension);
    const small = find(SMALL, dimension);
    const ratio = (pick: (row: GalleryRow) => number) => large && small && pick(large) / pick(small);
    const held = large && large.heldBytes / large.vectorBytes;
    const what = `400,000 × ${dimension}`;
    return [
      atMost(`${what}: open for search, s`, large && large.openMs / 1000, dimension === 128 ? 3 : 6),
      atMost(`${what}: memory by bytes of the vectors held`, held, 1.5),
      atMost(`${what}: identify p50, ms`, large?.identifyMs.p50, dimension === 128 ? 30 : 50),
      atMost(
        `${what}: adding a face, by that at 1,000`,
        ratio(({ addFaceMs }) => addFaceMs.p50),
        3,
      ),
      atMost(
        `${what}: verify, by that at 1,000`,
        ratio(({ verifyMs }) => verifyMs.p50),
        1.2,
      ),
    ];
  });
}
