/** value = stored · scale, with a scale for each output channel. */
export interface SignedBytes {
  readonly stored: Int8Array;
  readonly scales: Float64Array;
}

/** @param values of all channels, one after the other */
export function toSignedBytes(values: Float64Array, channels: number): SignedBytes {
  const each = values.length / channels;
  const scales = Float64Array.from({ length: channels }, (_, channel) => {
    const own = values.subarray(channel * each, (channel + 1) * each);
    return own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  });
  const stored = Int8Array.from(values, (value, i) =>
    Math.round(value / (scales[Math.floor(i / each)] ?? 1)),
  );
  return { stored, scales };
}
