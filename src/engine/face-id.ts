/** A 19-digit decimal like the retired service's face ids: 63 random bits, so that 64-bit clients can hold it. */
export function newFaceId(): string {
  const [bits] = crypto.getRandomValues(new BigUint64Array(1));
  return (bits >> 1n).toString().padStart(19, '0');
}
