/** Ids have 19 digits, none of them a leading zero, and fit into 63 bits: some clients hold them as numbers. */
const SMALLEST = 10n ** 18n;
const BEYOND = 2n ** 63n;

/** A random 19-digit decimal like the retired service's face ids. */
export function newFaceId(): string {
  const [bits] = crypto.getRandomValues(new BigUint64Array(1));
  return String(SMALLEST + (bits % (BEYOND - SMALLEST)));
}
