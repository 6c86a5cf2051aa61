/** One way to make a photo worse. What is absent stays as it is. Steps: rotate or resize, cover, blur or colour, encode. */
export interface Degradation {
  readonly group: 'rotation' | 'face size' | 'JPEG' | 'blur' | 'brightness' | 'colour' | 'covered';
  readonly name: string;
  /** Clockwise, about the picture's centre; the canvas grows, so that nothing is cut off. */
  readonly degrees?: number;
  /** The picture is resized until the longer edge of the detected face's box has so many px. */
  readonly facePx?: number;
  readonly mirrored?: boolean;
  /** A flat oblong over the face, placed by its landmarks. */
  readonly cover?: 'mask' | 'glasses';
  /** CSS filter of the whole picture, lengths in px of the copy. */
  readonly filter?: string;
  /** JPEG quality 1…100; PNG, which loses nothing, when absent. */
  readonly jpeg?: number;
}

/** Face size at which pictures are blurred, px: that of most photos of Labeled Faces in the Wild. */
const BLURRED_FACE = 100;

export const DEGRADATIONS: readonly Degradation[] = [
  ...[-30, -15, 15, 30].map((degrees) => ({
    group: 'rotation' as const,
    name: `rotated by ${degrees < 0 ? '−' : ''}${Math.abs(degrees)}°`,
    degrees,
  })),
  ...[40, 60, 100, 200, 400, 1000].map((facePx) => ({
    group: 'face size' as const,
    name: `face ${facePx} px`,
    facePx,
  })),
  ...[20, 40, 60, 80, 95].map((jpeg) => ({ group: 'JPEG' as const, name: `JPEG quality ${jpeg}`, jpeg })),
  ...[1, 2, 3, 4].map((sigma) => ({
    group: 'blur' as const,
    name: `blur σ ${sigma} px, face ${BLURRED_FACE} px`,
    facePx: BLURRED_FACE,
    filter: `blur(${sigma}px)`,
  })),
  ...[0.25, 0.5, 1.5, 2].map((factor) => ({
    group: 'brightness' as const,
    name: `brightness × ${factor}`,
    filter: `brightness(${factor})`,
  })),
  { group: 'colour', name: 'grey', filter: 'grayscale(1)' },
  { group: 'colour', name: 'mirrored', mirrored: true },
  { group: 'covered', name: 'nose and mouth covered', cover: 'mask' },
  { group: 'covered', name: 'eyes covered', cover: 'glasses' },
];

/** Names a degraded copy among templates. */
export function degradedKey(path: string, { name }: Degradation): string {
  return `${path}: ${name}`;
}
