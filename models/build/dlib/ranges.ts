/** Lowest and highest value that an activation was seen to take, by the value's name in the network. */
export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>;

/** value = (stored − zero) · scale, stored as a byte. */
export interface Quantization {
  readonly scale: number;
  readonly zero: number;
}

/** Spreads the bytes over a range, which is widened to hold 0: padding and ReLU need it exact. */
export function toQuantization([low, high]: readonly [low: number, high: number]): Quantization {
  const [from, to] = [Math.min(low, 0), Math.max(high, 0)];
  const scale = Math.fround((to - from) / 255);
  if (!(scale > 0)) throw new Error(`Embedder: ${low} to ${high} is no range`);
  return { scale, zero: Math.round(-from / scale) };
}

export function rangeOf(ranges: Ranges, name: string): readonly [low: number, high: number] {
  const range = ranges[name];
  if (range === undefined) throw new Error(`Embedder: no range is known of ${name}`);
  return range;
}
