/** One way to make a copy of a photo. What is absent stays as it is. Steps in this order: crop, resize, colour, encode. */
export interface CopyKind {
  readonly name: string;
  /** Whether the rule against copies should refuse it; the others are measured for information. */
  readonly counted: boolean;
  /** Cut off, as a share of the width or height, from the left or from each of the four edges. */
  readonly crop?: { readonly share: number; readonly edges: 'left' | 'all' };
  /** Edges relative to the (cropped) original. */
  readonly scale?: number;
  /** Factor on every colour value. */
  readonly brightness?: number;
  readonly mirrored?: boolean;
  /** Quality 0…1. PNG, which loses nothing, when absent. */
  readonly encoding?: { readonly type: 'image/jpeg' | 'image/webp'; readonly quality: number };
}

const jpeg = (quality: number) => ({ type: 'image/jpeg', quality }) as const;

/** Not counted: what changes the picture more than saving, resizing and trimming a photo do. */
export const COPY_KINDS: readonly CopyKind[] = [
  ...[0.95, 0.8, 0.6, 0.4].map((q) => ({ name: `JPEG ${q}`, counted: true, encoding: jpeg(q) })),
  { name: 'WebP 0.8', counted: true, encoding: { type: 'image/webp', quality: 0.8 } },
  ...[2, 0.75, 0.5].map((scale) => ({ name: `resized to ${scale * 100} %`, counted: true, scale })),
  ...([0.02, 0.05, 0.1] as const).flatMap((share) =>
    (['left', 'all'] as const).map((edges) => ({
      name: `cropped by ${share * 100} %, ${edges === 'all' ? 'all sides' : edges}`,
      counted: share < 0.1,
      crop: { share, edges },
    })),
  ),
  { name: 'resized to 50 %, JPEG 0.7', counted: true, scale: 0.5, encoding: jpeg(0.7) },
  {
    name: 'cropped by 2 %, all sides, JPEG 0.8',
    counted: true,
    crop: { share: 0.02, edges: 'all' },
    encoding: jpeg(0.8),
  },
  { name: 'brighter by 5 %', counted: false, brightness: 1.05 },
  { name: 'mirrored', counted: false, mirrored: true },
];

/** Names a copy among `Templates`. */
export function copyKey(path: string, kind: CopyKind): string {
  return `${path}: ${kind.name}`;
}
