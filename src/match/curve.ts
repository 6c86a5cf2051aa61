import type { CalibrationPoint } from '../protocol';

/** Where similarity and confidence meet; both rise from one knot to the next. */
export interface Knot {
  readonly similarity: number;
  readonly confidence: number;
}

/** The retired service's scale: its FAQ ties 70, 80 and 90 to false match rates of 1e-3, 1e-4 and 1e-5. */
export function confidenceAt(fmr: number): number {
  return 40 - 10 * Math.log10(fmr);
}

/**
 * Similarity → confidence when the probe is compared with the mean of so many templates, for each number of them. Averaging leaves
 * out what differs between photos, so that strangers, too, are more similar to a mean than to a photo. That grows with the number of
 * faces as what is left of the photos' own part shrinks, with 1/n: by half of the whole with two faces, by 19/20 with twenty
 * (docs/measured/accuracy.md has the derivation and the measurement).
 */
export class Curves {
  readonly #points: readonly CalibrationPoint[];
  readonly #bottom: Knot;
  readonly #top: Knot;
  readonly #known = new Map<number, readonly Knot[]>();

  /** Between two ends, which no data shows. Throws RangeError for fewer than two points. */
  constructor(points: readonly CalibrationPoint[], bottom: Knot, top: Knot) {
    if (points.length < 2) throw new RangeError('the model has no calibration');
    this.#points = points;
    this.#bottom = bottom;
    this.#top = top;
  }

  of(faces: number): readonly Knot[] {
    const known = this.#known.get(faces) ?? this.#make(faces);
    this.#known.set(faces, known);
    return known;
  }

  #make(faces: number): readonly Knot[] {
    const share = 1 - 1 / faces;
    const measured = this.#points.map(({ similarity, pooled, fmr }) => ({
      similarity: similarity + (pooled - similarity) * share,
      confidence: confidenceAt(fmr),
    }));
    return [this.#bottom, ...measured, this.#top];
  }
}

/** The knots' two numbers rise together, so that either may be read from the other. */
export function interpolate(curve: readonly Knot[], from: keyof Knot, to: keyof Knot, at: number): number {
  let low = 0;
  let high = curve.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve[middle][from] <= at) low = middle;
    else high = middle;
  }
  const t = (at - curve[low][from]) / (curve[high][from] - curve[low][from]);
  return curve[low][to] * (1 - t) + curve[high][to] * t;
}
