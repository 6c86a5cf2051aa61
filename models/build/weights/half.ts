/** IEEE 754 half precision, the nearest number to each, the even one of two as near. Throws RangeError for what is too large. */
export function toHalves(values: Float64Array): Uint16Array {
  return Uint16Array.from(values, toHalf);
}

function toHalf(value: number): number {
  const size = Math.abs(value);
  if (!(size < 65_520)) throw new RangeError(`${value} is no number of half precision`);
  // Below 2^-14 all steps are 2^-24; above, 1024 of them lead from one power of two to the next.
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = roundHalfToEven(size / 2 ** (exponent - 10));
  // A sum, not a combination of bits: rounding up past the last step is the next power's first.
  const bits = steps + (exponent + 14) * 1024;
  return (value < 0 || Object.is(value, -0) ? 0x8000 : 0) | bits;
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
