import { atLeast, type Bar, ratio } from '../lib';
import type { CosineRow } from './types';

/** Kernels that scan 8-bit rows. */
const isInt8 = ({ name }: CosineRow) => name.startsWith('wasm-int8');
const isJs = ({ name }: CosineRow) =>
  name === 'js-f32' || name === 'Float32Array rows' || name.startsWith('number[][]');

export function cosineBars(rows: readonly CosineRow[]): Bar[] {
  const speed = (
    size: number,
    dimension: number,
    which: (row: CosineRow) => boolean,
    measure: 'templatesPerSecond' | 'gigabytesPerSecond' = 'templatesPerSecond',
  ): number | null => {
    const found = rows.filter((row) => row.rows === size && row.dimension === dimension && which(row));
    return found.length > 0 ? Math.max(...found.map((row) => row[measure])) : null;
  };
  const f32 = (does: string) => (row: CosineRow) => row.name === 'wasm-f32' && row.does === does;
  const read = (row: CosineRow) => row.does === 'read';
  const gb = 'gigabytesPerSecond';
  const fastest = (size: number) =>
    speed(size, 128, (row) => row.name.startsWith('wasm') && row.does === 'search');
  return [
    ...[128, 256].map((dimension) =>
      atLeast(
        `wasm-f32 of the memory’s speed, 400,000 × ${dimension}`,
        ratio(speed(400_000, dimension, f32('scan'), gb), speed(400_000, dimension, read, gb)),
        0.85,
      ),
    ),
    atLeast(
      'wasm-f32 of the cache’s speed, 1,000 × 128',
      ratio(speed(1_000, 128, f32('scan'), gb), speed(1_000, 128, read, gb)),
      0.45,
    ),
    atLeast(
      'int8 and rescore times wasm-f32, 400,000 × 128',
      ratio(
        speed(400_000, 128, (row) => isInt8(row) && row.does === 'search'),
        speed(400_000, 128, f32('search')),
      ),
      2,
    ),
    atLeast(
      'int8 and rescore times the best plain JavaScript, 400,000 × 128',
      ratio(
        speed(400_000, 128, (row) => isInt8(row) && row.does === 'search'),
        speed(400_000, 128, (row) => isJs(row) && row.does === 'scan'),
      ),
      15,
    ),
    ...[1_000, 400_000].map((size) =>
      atLeast(
        `wasm-f32 times the best plain JavaScript, ${size.toLocaleString('en')} × 128`,
        ratio(
          speed(size, 128, f32('scan')),
          speed(size, 128, (row) => isJs(row) && row.does === 'scan'),
        ),
        7,
      ),
    ),
    ...(['human', 'face-api'] as const).map((peer) =>
      atLeast(
        `search times ${peer}’s, 20,000 persons`,
        ratio(
          fastest(20_000),
          speed(20_000, 128, (row) => row.name.startsWith(peer)),
        ),
        50,
      ),
    ),
  ];
}
