/** Bytes that `gaussians` takes for that many numbers. */
export function bytesOfGaussians(count: number): number {
  return 8 * Math.ceil(count / 2);
}

/**
 * Numbers of a standard normal distribution, by Box and Muller, out of uniform bytes: 32 bits make one number, so that none is beyond ±6.7.
 * Browsers may round logarithm and cosine differently in the last place, which moves no number by more than 1e-15.
 */
export function gaussians(bytes: Uint8Array<ArrayBuffer>, count: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(2 * Math.ceil(count / 2));
  for (let i = 0; i < numbers.length; i += 2) {
    // Above 0, for the logarithm.
    const radius = Math.sqrt(-2 * Math.log((view.getUint32(4 * i, true) + 1) / 2 ** 32));
    const angle = (2 * Math.PI * view.getUint32(4 * i + 4, true)) / 2 ** 32;
    numbers[i] = radius * Math.cos(angle);
    numbers[i + 1] = radius * Math.sin(angle);
  }
  return numbers.subarray(0, count);
}
